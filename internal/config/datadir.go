package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// The files that make a folder a data directory.
const (
	markFile   = "stoppress.json"
	lockFile   = "stoppress.lock"
	socketFile = "admin.sock"
)

// dataFormat is the version of the data directory's form.
const dataFormat = 1

type mark struct {
	Program string `json:"program"`
	Format  int    `json:"format"`
}

// DataDir is an open data directory, locked for this process.
type DataDir struct {
	Path string
	lock *os.File
}

// OpenDataDir makes the folder where there is none, and locks it. It refuses a
// folder that holds something else, and one that another server is using. Its mode
// becomes 0700: accounts and unpublished words lie in it.
func OpenDataDir(path string) (*DataDir, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the data directory: %w", err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the data directory %s: %w", path, err)
	}
	if err := checkMark(path); err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o700); err != nil {
		return nil, fmt.Errorf("close the data directory %s to others: %w", path, err)
	}
	lock, err := os.OpenFile(filepath.Join(path, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data directory: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		return nil, fmt.Errorf("the data directory %s is in use by another stoppress server; stop that one, or name another folder with --data", path)
	}
	return &DataDir{Path: path, lock: lock}, nil
}

// checkMark refuses a folder that is not ours, and marks an empty one.
func checkMark(path string) error {
	name := filepath.Join(path, markFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(path)
		if err != nil {
			return fmt.Errorf("look into the data directory: %w", err)
		}
		for _, e := range entries {
			if e.Name() != lockFile && e.Name() != markFile+newSuffix {
				return fmt.Errorf("the folder %s holds something else (%s), not the data of stoppress; name an empty or a new folder with --data", path, e.Name())
			}
		}
		mine, err := json.Marshal(mark{Program: "stoppress", Format: dataFormat})
		if err != nil {
			return err
		}
		if err := writeWhole(name, append(mine, '\n')); err != nil {
			return fmt.Errorf("mark the data directory: %w", err)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the data directory's mark: %w", err)
	}
	var m mark
	if err := json.Unmarshal(data, &m); err != nil || m.Program != "stoppress" {
		return fmt.Errorf("%s is not the mark of a stoppress data directory, or is damaged; name another folder with --data, or, if this one holds stoppress's data, write {\"program\":\"stoppress\",\"format\":%d} into it", name, dataFormat)
	}
	if m.Format > dataFormat {
		return fmt.Errorf("the data in %s was written by a newer stoppress (format %d, this one knows %d); use that one", path, m.Format, dataFormat)
	}
	return nil
}

// newSuffix marks a file that is not whole yet.
const newSuffix = ".new"

// writeWhole writes a file that is there whole or not at all, also where the
// machine stops in the middle of it.
func writeWhole(name string, data []byte) error {
	f, err := os.OpenFile(name+newSuffix, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(name+newSuffix, name)
}

// Close unlocks the folder.
func (d *DataDir) Close() error { return d.lock.Close() }
