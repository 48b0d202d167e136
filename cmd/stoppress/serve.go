package main

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/stoppress/stoppress/internal/accounts"
	"github.com/stoppress/stoppress/internal/api"
	"github.com/stoppress/stoppress/internal/attendance"
	"github.com/stoppress/stoppress/internal/config"
	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/httpd"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/media"
	"github.com/stoppress/stoppress/internal/newsroom"
	"github.com/stoppress/stoppress/internal/reader"
	"github.com/stoppress/stoppress/internal/reader/layout"
	"github.com/stoppress/stoppress/internal/unfurl"
	"github.com/stoppress/stoppress/web"
)

type serveCommand struct {
	Listen     string `help:"Address to listen on." default:"127.0.0.1:8080" placeholder:"ADDR"`
	BaseURL    string `help:"Address that readers reach the site at, where it is another one." placeholder:"URL"`
	Name       string `help:"Name of the publication." default:"Stoppress"`
	Language   string `help:"Language of the pages that belong to no blog, as a BCP 47 tag." default:"en" placeholder:"TAG"`
	Theme      string `help:"JSON file with the look of the site's pages: colours, face, width, logo." placeholder:"FILE" type:"path"`
	NATS       string `help:"Keep the journal in this NATS instead of the built-in one (several servers parted by commas)." placeholder:"URL" name:"nats"`
	Replicas   int    `help:"With --nats: copies of each message." default:"1"`
	MediaS3    string `help:"Keep pictures in this S3-compatible store instead of the journal's, with the keys in STOPPRESS_S3_ACCESS_KEY and STOPPRESS_S3_SECRET_KEY." placeholder:"URL" name:"media-s3"`
	Proxies    string `help:"Believe these proxies when they say in X-Forwarded-For where a request came from (addresses and CIDR blocks parted by commas)." placeholder:"ADDR" name:"trusted-proxies" env:"STOPPRESS_TRUSTED_PROXIES"`
	MaxReaders int    `help:"How many readers may listen at a time; others poll. By default as many as the limit of open files leaves room for." placeholder:"N"`
	LogLevel   string `help:"What to log: debug, info, warn or error." default:"info" enum:"debug,info,warn,error"`
	Demo       bool   `help:"Run a fictional live blog in which something happens every few seconds."`
}

// site is every part of a running server.
type site struct {
	dataDir    *config.DataDir
	server     *httpd.Server
	journal    *journal.Journal
	directory  *journal.Directory
	index      *journal.Index
	identities *journal.Identities
	newsroom   *newsroom.Newsroom
	attendance *attendance.Attendance
	reader     *reader.Reader
	accounts   *accounts.Accounts
	media      *media.Library
	api        *api.API
	press      *document.Press
	proxies    httpd.Proxies
	streams    *fanout.Hub // of readers
	desks      *fanout.Hub
	handler    http.Handler
	sheet      string // of style, which its pages hold
	address    string // that the server listens on
	baseURL    string
	log        *slog.Logger
}

// Run serves until the process is told to stop.
func (c serveCommand) Run(ctx context.Context, where place, std stdio) error {
	log, err := newLog(std, c.LogLevel)
	if err != nil {
		return err
	}
	if !coverage.IsLanguage(c.Language) {
		return usageError{fmt.Sprintf("--language: %q is not a BCP 47 tag such as \"en\" or \"pt-BR\"", c.Language)}
	}
	proxies, err := httpd.ParseProxies(c.Proxies)
	if err != nil {
		return usageError{"--trusted-proxies: " + err.Error()}
	}
	room, err := findRoom(c.MaxReaders, log)
	if err != nil {
		return err
	}
	s := &site{log: log, server: httpd.New(log, room), streams: fanout.New(room.Readers), desks: fanout.New(0), press: document.NewPress(), proxies: proxies}
	if err := s.listen(c, where.Data); err != nil {
		s.closeStreams()
		return err
	}
	defer s.dataDir.Close()
	if err := s.build(ctx, c); err != nil {
		s.closeStreams()
		s.server.Close()
		if s.journal != nil {
			s.journal.Close()
		}
		return err
	}
	return s.run(ctx, c, std)
}

// listen takes the data directory and the ports: what another process may have.
func (s *site) listen(c serveCommand, dir string) (err error) {
	public, err := listenOn(c.Listen)
	if err != nil {
		return err
	}
	s.address = public.Addr().String()
	if s.baseURL, err = config.BaseURL(c.BaseURL, public.Addr()); err != nil {
		public.Close()
		return usageError{err.Error()}
	}
	if s.dataDir, err = config.OpenDataDir(dir); err != nil {
		public.Close()
		return err
	}
	admin, err := s.dataDir.ListenAdmin()
	if err != nil {
		public.Close()
		return err
	}
	s.server.Serve(public, nil)
	s.server.Serve(admin, api.AsOwner)
	return nil
}

// build makes the parts, from the journal outwards.
func (s *site) build(ctx context.Context, c serveCommand) (err error) {
	pages, err := s.pages(c)
	if err != nil {
		return err
	}
	if s.journal, err = journal.Open(ctx, journal.Options{Dir: s.dataDir.Path, URL: c.NATS, Replicas: c.Replicas, Log: s.log}); err != nil {
		return err
	}
	if s.directory, err = journal.NewDirectory(ctx, s.journal); err != nil {
		return err
	}
	if s.media, err = s.openMedia(ctx, c.MediaS3); err != nil {
		return err
	}
	if s.index, err = journal.NewIndex(ctx, s.journal); err != nil {
		return err
	}
	if s.identities, err = journal.NewIdentities(ctx, s.journal); err != nil {
		return err
	}
	embedScript, err := web.EmbedScript()
	if err != nil {
		return err
	}
	s.reader = reader.New(reader.Options{
		Journal: s.journal, Directory: s.directory, Index: s.index, Identities: s.identities, Hub: s.streams, Layout: pages.layout, Press: s.press, BaseURL: s.baseURL,
		EmbedScript: embedScript, Log: s.log,
	})
	s.newsroom, err = newsroom.New(ctx, newsroom.Options{
		Journal: s.journal, Directory: s.directory, Index: s.index, Identities: s.identities, Pictures: s.media, BaseURL: s.baseURL, Now: time.Now, Log: s.log,
		Await:   []func(context.Context, coverage.Seq) error{s.reader.Wait},
		Changed: func(slug coverage.Slug) { s.api.BlogChanged(slug) },
	})
	if err != nil {
		return err
	}
	s.attendance = attendance.New(attendance.Options{
		Wire: s.journal, Now: time.Now, Log: s.log,
		Count: func(slug coverage.Slug) attendance.Count {
			return attendance.Count{Readers: s.streams.Readers(string(slug)), Views: s.reader.Views(slug)}
		},
	})
	if s.accounts, err = accounts.Open(ctx, s.journal, strings.HasPrefix(s.baseURL, "https:"), time.Now); err != nil {
		return err
	}
	unfurler, err := unfurl.New("Stoppress/"+version+" (link preview; +"+s.baseURL+")", nil)
	if err != nil {
		return err
	}
	s.api, err = api.New(api.Options{
		Newsroom: s.newsroom, Accounts: s.accounts, Attendance: s.attendance, Media: s.media, Hub: s.desks,
		Unfurler: unfurler, BaseURL: s.baseURL, Version: version, Log: s.log, Client: s.proxies.Client,
	})
	if err != nil {
		return err
	}
	pages.mux.Handle("/api/", s.api)
	pages.mux.Handle("/media/", s.media)
	pages.mux.Handle("/", s.reader)
	s.handler, s.sheet = pages.mux, pages.sheet
	return nil
}

// pages are the files of the front ends, and the mux that all else is hung into.
type pages struct {
	layout *layout.Layout
	mux    *http.ServeMux
	sheet  string
}

func (s *site) pages(c serveCommand) (pages, error) {
	assets, err := web.Reader()
	if err != nil {
		return pages{}, err
	}
	desk, err := web.Desk()
	if err != nil {
		return pages{}, err
	}
	p := pages{mux: http.NewServeMux(), sheet: assets.Sheet}
	theme, err := siteTheme(c.Theme)
	if err != nil {
		return pages{}, err
	}
	look := layout.Site{
		BaseURL: s.baseURL, Name: c.Name, Language: c.Language, Script: assets.Script, Style: assets.Style, Sheet: template.CSS(assets.Sheet), Icon: assets.Icon, Player: assets.Player,
		SerifFonts: assets.SerifFonts, SansFonts: assets.SansFonts, Theme: theme,
	}
	if p.layout, err = layout.New(look); err != nil {
		return pages{}, err
	}
	assetFiles, err := httpd.NewFiles("/assets/", assets.Files, "", s.press)
	if err != nil {
		return pages{}, err
	}
	deskFiles, err := httpd.NewFiles("/desk/", desk, "index.html", s.press)
	if err != nil {
		return pages{}, err
	}
	if c.Demo {
		pictures, err := fs.Sub(demoFiles, "demo")
		if err != nil {
			return pages{}, err
		}
		pictureFiles, err := httpd.NewFiles("/media/demo/", pictures, "", s.press)
		if err != nil {
			return pages{}, err
		}
		p.mux.Handle("/media/demo/harbour.svg", pictureFiles)
	}
	guide, err := newGuidePages(look, assets.Guide, s.press, s.log)
	if err != nil {
		return pages{}, err
	}
	guide.hang(p.mux)
	p.mux.Handle("/assets/", assetFiles)
	p.mux.Handle("/desk/", deskFiles)
	p.mux.Handle("/desk", http.RedirectHandler("/desk/", http.StatusPermanentRedirect))
	return p, nil
}

// run starts the parts, opens the site when all are ready, and ends them in the
// opposite order.
func (s *site) run(ctx context.Context, c serveCommand, std stdio) error {
	// The parts outlive the order to stop: they end when nobody asks them any more.
	parts, stopParts := context.WithCancel(context.Background())
	defer stopParts()
	group, failing := errgroup.WithContext(parts)
	for _, part := range []func(context.Context, func()) error{s.directory.Run, s.media.Run, s.index.Run, s.identities.Run, s.reader.Run, s.newsroom.Run, s.attendance.Run} {
		ready := make(chan struct{})
		group.Go(func() error { return part(failing, func() { close(ready) }) })
		select {
		case <-ready:
		case <-failing.Done():
		case <-ctx.Done():
		}
	}
	group.Go(func() error { s.press.Run(failing); return nil })
	if failing.Err() == nil && ctx.Err() == nil {
		s.server.Open(s.handler, s.sheet)
		if err := s.announce(ctx, c, std); err != nil {
			s.log.Error("the start could not be announced", "error", err)
		}
	}
	if c.Demo {
		group.Go(func() error {
			if err := s.demo(failing); err != nil {
				s.log.Error("the demo's reporter has gone home; the server goes on", "error", err)
			}
			return nil
		})
	}
	var listenErr error
	select {
	case <-ctx.Done():
		s.log.Info("stopping")
	case <-failing.Done():
	case listenErr = <-s.server.Failed():
	}
	s.closeStreams()
	s.server.Close()
	stopParts()
	err := group.Wait()
	s.journal.Close()
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return errors.Join(listenErr, err)
}

// closeStreams lets all readers and desks go, who are told when to come back.
func (s *site) closeStreams() {
	s.streams.Close()
	s.desks.Close()
}

// announce prints where everything is. While nobody can administer the site, it
// prints the one-time link that makes the first admin.
func (s *site) announce(ctx context.Context, c serveCommand, std stdio) error {
	desk := s.baseURL + "/desk/"
	has, err := s.accounts.HasAdmin(ctx)
	if err != nil {
		return err
	}
	if !has {
		code, err := s.accounts.Welcome(ctx)
		if err != nil {
			return err
		}
		desk += "#welcome=" + code
	}
	if c.Demo {
		return std.say("Blog: %s/%s\nDesk: %s\nData: %s", s.baseURL, demoSlug, desk, s.dataDir.Path)
	}
	return std.say("Site: %s/\nDesk: %s\nData: %s", s.baseURL, desk, s.dataDir.Path)
}
