// Command stoppress is a live-coverage server, and the tools that talk to one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the same time zones on every machine

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "development"

// cli is the command line. Every flag may come from a STOPPRESS_* variable too, and
// from the file that --config names.
type cli struct {
	Config kong.ConfigFlag `help:"Take flags from this JSON file." placeholder:"FILE"`
	place

	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Edge    edgeCommand    `cmd:"" help:"Serve readers with what another server publishes."`
	User    userCommand    `cmd:"" help:"Add, list and disable the people who may sign in."`
	Token   tokenCommand   `cmd:"" help:"Make and revoke API tokens."`
	Blog    blogCommand    `cmd:"" help:"Make and list blogs, and set their state."`
	Post    postCommand    `cmd:"" help:"Publish and list posts."`
	Quotes  quotesCommand  `cmd:"" help:"List who said what."`
	Import  importCommand  `cmd:"" help:"Make a blog of other systems' texts and files."`
	Export  exportCommand  `cmd:"" help:"Write out a blog with all its history."`
	Load    loadCommand    `cmd:"" help:"Be many readers of a blog, publish in it, and see whether all is with all."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// place says which server a command is about.
type place struct {
	Data   string `help:"The data directory; commands talk to the server that uses it." default:"data" placeholder:"DIR" type:"path"`
	Server string `help:"Talk to the server at this address instead, with the token in STOPPRESS_TOKEN." placeholder:"URL"`
}

// stdio is where a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

type versionCommand struct{}

func (versionCommand) Run(std stdio) error {
	_, err := fmt.Fprintf(std.out, "stoppress %s\n", version)
	return err
}

// Exit statuses.
const (
	done     = 0
	failed   = 1
	wrongUse = 2
)

// usageError is a wrong use that only the command itself can see.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}

// run is the whole program, but for the process around it.
func run(ctx context.Context, args []string, std stdio) (status int) {
	var line cli
	type exit int
	defer func() {
		// Kong leaves through Exit after it has printed a help text.
		switch caught := recover().(type) {
		case nil:
		case exit:
			status = int(caught)
		default:
			panic(caught)
		}
	}()
	parser, err := kong.New(&line,
		kong.Name("stoppress"),
		kong.Description("A live-coverage server: live blogs whose edits and withdrawals reach open pages."),
		kong.DefaultEnvars("STOPPRESS"),
		kong.Configuration(configFile),
		kong.UsageOnError(),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.Bind(std),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(std.err, "stoppress:", err)
		return failed
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(std.err, "stoppress: %v; stoppress --help tells more\n", err)
		return wrongUse
	}
	err = parsed.Run(line.place)
	var usage usageError
	switch {
	case err == nil:
		return done
	case errors.As(err, &usage):
		fmt.Fprintln(std.err, "stoppress:", err)
		return wrongUse
	default:
		fmt.Fprintln(std.err, "stoppress:", err)
		return failed
	}
}
