package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/stoppress/stoppress/internal/media"
)

// openMedia opens the pictures, whose files lie in the journal unless a store of
// their own is named. Its keys come from variables alone: flags are there for
// everybody on the machine to see.
func (s *site) openMedia(ctx context.Context, s3 string) (*media.Library, error) {
	opts := media.Options{Journal: s.journal, Now: time.Now, Log: s.log}
	if s3 != "" {
		store, err := media.OpenS3(ctx, media.S3Options{
			URL: s3, AccessKey: os.Getenv("STOPPRESS_S3_ACCESS_KEY"), SecretKey: os.Getenv("STOPPRESS_S3_SECRET_KEY"), Region: os.Getenv("STOPPRESS_S3_REGION"),
		})
		if err != nil {
			return nil, fmt.Errorf("--media-s3: %w", err)
		}
		opts.Store = store
	}
	return media.Open(ctx, opts)
}
