package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/stoppress/stoppress/internal/accounts"
)

type userCommand struct {
	Add     userAdd     `cmd:"" help:"Add a person who may sign in."`
	List    userList    `cmd:"" help:"List them."`
	Disable userDisable `cmd:"" help:"Let somebody in no more, from now on."`
}

type userAdd struct {
	Email         string `help:"E-mail to sign in with." required:""`
	Name          string `help:"Name, as colleagues see it." required:""`
	Role          string `help:"What they may do: reporter, editor or admin." enum:"reporter,editor,admin" required:""`
	PasswordStdin bool   `help:"Read the password, of 12 characters or more, from one line of standard input." required:""`
	JSON          bool   `help:"Print JSON." name:"json"`
}

func (c userAdd) Run(ctx context.Context, where place, std stdio) error {
	password, err := bufio.NewReader(io.LimitReader(std.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	server, err := where.connect()
	if err != nil {
		return err
	}
	var user accounts.User
	err = server.call(ctx, http.MethodPost, "/api/v1/users", map[string]string{
		"email": c.Email, "name": c.Name, "role": c.Role, "password": strings.TrimRight(password, "\r\n"),
	}, &user)
	if err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(user)
	}
	return std.say("%s (%s) may sign in as %s.", user.Name, user.Email, user.Role)
}

type userList struct {
	JSON bool `help:"Print JSON." name:"json"`
}

type users struct {
	Users []accounts.User `json:"users"`
}

func (c userList) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	var list users
	if err := server.call(ctx, http.MethodGet, "/api/v1/users", nil, &list); err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(list)
	}
	for _, u := range list.Users {
		state := ""
		if u.Disabled {
			state = "\tdisabled"
		}
		if err := std.say("%s\t%s\t%s\t%s%s", u.ID, u.Email, u.Name, u.Role, state); err != nil {
			return err
		}
	}
	return nil
}

type userDisable struct {
	User string `arg:"" help:"The user's id or e-mail." placeholder:"ID|EMAIL"`
	JSON bool   `help:"Print JSON." name:"json"`
}

func (c userDisable) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	id := c.User
	if strings.Contains(id, "@") {
		var list users
		if err := server.call(ctx, http.MethodGet, "/api/v1/users", nil, &list); err != nil {
			return err
		}
		for _, u := range list.Users {
			if strings.EqualFold(u.Email, c.User) {
				id = u.ID
			}
		}
	}
	var user accounts.User
	if err := server.call(ctx, http.MethodPatch, "/api/v1/users/"+segment(id), map[string]bool{"disabled": true}, &user); err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(user)
	}
	return std.say("%s (%s) is signed out and may sign in no more.", user.Name, user.Email)
}
