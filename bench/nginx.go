package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// modules is where Debian puts nginx's loadable modules.
const modules = "/usr/lib/nginx/modules/"

// free gives an address that nobody listens on.
func free() (netip.AddrPort, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return netip.AddrPort{}, err
	}
	defer l.Close()
	return netip.ParseAddrPort(l.Addr().String())
}

// startNginx starts nginx with a server block, in a directory of its own.
func startNginx(b *bench, workers int, needs []string, server func(dir string, listen netip.AddrPort) (string, error)) (*peer, error) {
	binary, err := exec.LookPath("nginx")
	if err != nil {
		return nil, fmt.Errorf("nginx %w (Debian: apt-get install nginx)", errAbsent)
	}
	load := ""
	for _, name := range needs {
		if _, err := os.Stat(modules + name); err != nil {
			return nil, fmt.Errorf("%s %w", name, errAbsent)
		}
		load += "load_module " + modules + name + ";\n"
	}
	listen, err := free()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(b.dir, "nginx")
	if err != nil {
		return nil, err
	}
	block, err := server(dir, listen)
	if err != nil {
		return nil, err
	}
	config := fmt.Sprintf(`%[1]sdaemon off;
worker_processes %[2]d;
pid %[3]s/pid;
error_log stderr crit;
events { worker_connections 20000; }
http {
	access_log off;
	keepalive_requests 1000000000;
	types { text/html html; }
	client_body_temp_path %[3]s/a; proxy_temp_path %[3]s/b; fastcgi_temp_path %[3]s/c; uwsgi_temp_path %[3]s/d; scgi_temp_path %[3]s/e;
	%[4]s
}
`, load, workers, dir, block)
	name := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(name, []byte(config), 0o600); err != nil {
		return nil, err
	}
	var said bytes.Buffer
	c := exec.Command(binary, "-p", dir, "-c", name, "-e", "stderr")
	c.Stderr = &said
	if err := c.Start(); err != nil {
		return nil, err
	}
	p := &peer{address: listen, pids: []int{c.Process.Pid}, stop: func() error { return terminate(c, 10*time.Second) }}
	// It listens before its workers are there.
	for end := time.Now().Add(10 * time.Second); len(p.pids) == 1; time.Sleep(20 * time.Millisecond) { // there is no event to wait for
		started, err := childrenOf(c.Process.Pid)
		if err == nil && time.Now().After(end) {
			err = errors.New("it has no workers")
		}
		if err != nil {
			return nil, fmt.Errorf("start nginx: %w: %s", errors.Join(err, p.stop()), said.String())
		}
		if len(started) == workers {
			p.pids = append(p.pids, started...)
		}
	}
	return p, nil
}

// startNchan starts nginx with one worker: with two, Debian's nchan 1.3.6 now and
// then forgets the readers of one of them.
func startNchan(ctx context.Context, b *bench, _ bool) (*peer, error) {
	p, err := startNginx(b, 1, []string{"ngx_nchan_module.so"}, func(_ string, listen netip.AddrPort) (string, error) {
		return fmt.Sprintf(`nchan_shared_memory_size 256M;
	server {
		listen %s backlog=4096;
		location = /stream { nchan_subscriber eventsource; nchan_channel_id blog; nchan_subscriber_first_message newest; }
		location = /publish { nchan_publisher; nchan_channel_id blog; nchan_message_buffer_length 5; }
	}`, listen), nil
	})
	if err != nil {
		return nil, err
	}
	p.request = get("/stream", p.address.String(), accepts(false)...)
	// ask sends a request to the channel's publisher, and gives how many listen.
	ask := func(ctx context.Context, method string, body []byte) (listening int, err error) {
		r, err := http.NewRequestWithContext(ctx, method, "http://"+p.address.String()+"/publish", bytes.NewReader(body))
		if err != nil {
			return 0, err
		}
		r.Header.Set("X-EventSource-Event", "post")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, err
		}
		defer answer.Body.Close()
		said, err := io.ReadAll(answer.Body)
		if err == nil && answer.StatusCode/100 != 2 {
			err = fmt.Errorf("nchan answers %s", answer.Status)
		}
		if m := activeSubscribers.FindSubmatch(said); m != nil {
			listening, _ = strconv.Atoi(string(m[1])) // digits
		}
		return listening, err
	}
	p.publish = func(ctx context.Context, n int) error {
		_, err := ask(ctx, http.MethodPost, payload(n))
		return err
	}
	p.counts = func(ctx context.Context) (int, error) { return ask(ctx, http.MethodGet, nil) }
	return p, p.publish(ctx, 0) // makes the channel
}

var activeSubscribers = regexp.MustCompile(`active subscribers: (\d+)`)

var nginxVersion = regexp.MustCompile(`nginx/(\S+)`)

// versionOf is what a Debian package's version is, or "-".
func versionOf(pkg string) string {
	out, err := exec.Command("dpkg-query", "-W", "-f", "${Version}", pkg).Output()
	if err != nil {
		return "-"
	}
	return strings.TrimSpace(string(out))
}

func nginxIs() string {
	out, err := exec.Command("nginx", "-v").CombinedOutput()
	if m := nginxVersion.FindSubmatch(out); err == nil && m != nil {
		return string(m[1])
	}
	return "-"
}
