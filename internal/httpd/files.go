package httpd

import (
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"

	"github.com/stoppress/stoppress/internal/document"
)

// Files serves a front end's files. Those whose names change with what is in them
// may be kept for ever.
type Files struct {
	prefix string
	files  map[string]*document.Document
	shell  *document.Document // answers for addresses that name no file, where there is one
}

// brotli is what the name of a file's br form ends with. It lies beside the file,
// and has no address of its own.
const brotli = ".br"

// NewFiles reads all files; prefix is the address of their folder, with "/" at its
// end. With shell, that file answers for every address that has no file. They never
// change, so the press packs what is not packed yet as well as it can once it is
// asked for.
func NewFiles(prefix string, files fs.FS, shell string, press *document.Press) (*Files, error) {
	f := &Files{prefix: prefix, files: map[string]*document.Document{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == brotli {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		f.files[name] = press.New(mediaType(name), data, 0)
		packed, err := fs.ReadFile(files, name+brotli)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		f.files[name].WithBrotli(packed)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the files of %s: %w", prefix, err)
	}
	f.shell = f.files[shell]
	return f, nil
}

// mediaType does not ask the system's tables, which differ from machine to machine.
func mediaType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".json":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	default:
		if t := mime.TypeByExtension(ext); t != "" {
			return t
		}
	}
	return "application/octet-stream"
}

var forEver = []string{"public, max-age=31536000, immutable"}

// named is what a file's name looks like that changes with what is in it.
var named = regexp.MustCompile(`-[\w-]{8}\.\w+$`)

// ServeHTTP answers with a file, or with the shell.
func (f *Files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		answerPlain(w, http.StatusMethodNotAllowed, "files are read with GET\n")
		return
	}
	name := strings.TrimPrefix(r.URL.Path, f.prefix)
	if file, ok := f.files[name]; ok && name != "index.html" {
		if named.MatchString(name) {
			w.Header()["Cache-Control"] = forEver
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		file.Serve(w, r, http.StatusOK)
		return
	}
	if f.shell == nil || strings.HasPrefix(name, "assets/") {
		answerPlain(w, http.StatusNotFound, "there is no such file\n")
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	f.shell.Serve(w, r, http.StatusOK)
}
