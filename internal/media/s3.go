package media

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// storeWithin is how long an S3-compatible store may take to answer.
const storeWithin = 20 * time.Second

// S3 is a store with Amazon's protocol, whoever runs it.
type S3 struct {
	client *minio.Client
	bucket string
	prefix string
}

// S3Options say where the store is, and who asks.
type S3Options struct {
	// URL is the store's address with the bucket as the first part of its path, and
	// a prefix of all names after it, if need be: https://s3.example.org/bucket/prefix
	URL                          string
	AccessKey, SecretKey, Region string
}

// OpenS3 opens a store whose bucket must be there.
func OpenS3(ctx context.Context, opts S3Options) (*S3, error) {
	u, err := url.Parse(opts.URL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, fmt.Errorf("%q is not an address such as https://s3.example.org/bucket", opts.URL)
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if bucket == "" {
		return nil, fmt.Errorf("the address %s names no bucket; put it behind the host: %s://%s/bucket", opts.URL, u.Scheme, u.Host)
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(opts.AccessKey, opts.SecretKey, ""), Secure: u.Scheme == "https", Region: opts.Region, BucketLookup: minio.BucketLookupAuto,
	})
	if err != nil {
		return nil, fmt.Errorf("use the store at %s: %w", opts.URL, err)
	}
	s := &S3{client: client, bucket: bucket, prefix: prefix}
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	there, err := client.BucketExists(ctx, bucket)
	if err != nil {
		return nil, fmt.Errorf("reach the store at %s (are the keys right?): %w", opts.URL, err)
	}
	if !there {
		return nil, fmt.Errorf("the store at %s has no bucket %q; make it first", u.Host, bucket)
	}
	return s, nil
}

func (s *S3) key(name string) string {
	if s.prefix == "" {
		return name
	}
	return s.prefix + "/" + name
}

// Put keeps a file under a name, in the place of what was there.
func (s *S3) Put(ctx context.Context, name string, content []byte) error {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	_, err := s.client.PutObject(ctx, s.bucket, s.key(name), bytes.NewReader(content), int64(len(content)), minio.PutObjectOptions{})
	return s.failed("write", err)
}

// Get gives a file; journal.ErrNoObject where there is none.
func (s *S3) Get(ctx context.Context, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	object, err := s.client.GetObject(ctx, s.bucket, s.key(name), minio.GetObjectOptions{})
	if err != nil {
		return nil, s.failed("read", err)
	}
	defer object.Close()
	content, err := io.ReadAll(io.LimitReader(object, MaxBytes+1))
	if err != nil {
		return nil, s.failed("read", err)
	}
	return content, nil
}

// Delete removes a file. One that is not there is no error.
func (s *S3) Delete(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	return s.failed("delete", s.client.RemoveObject(ctx, s.bucket, s.key(name), minio.RemoveObjectOptions{}))
}

// failed makes of an error what callers understand; nil stays nil.
func (s *S3) failed(doing string, err error) error {
	if err == nil {
		return nil
	}
	if answer := minio.ToErrorResponse(err); answer.StatusCode == http.StatusNotFound && answer.Code == minio.NoSuchKey {
		if doing == "delete" {
			return nil
		}
		return journal.ErrNoObject
	}
	return &coverage.Error{
		Kind: coverage.Unavailable, Message: "the store of the pictures does not answer now; try again in a moment",
		Cause: fmt.Errorf("%s in the bucket %s: %w", doing, s.bucket, err),
	}
}
