package main

import (
	"context"
	"net/http"

	"github.com/stoppress/stoppress/internal/accounts"
)

type tokenCommand struct {
	Create tokenCreate `cmd:"" help:"Make an API token, and print it once."`
	List   tokenList   `cmd:"" help:"List the tokens, without their secrets."`
	Revoke tokenRevoke `cmd:"" help:"End a token at once."`
}

type tokenCreate struct {
	Role string `help:"What it may do: reporter, editor or admin." enum:"reporter,editor,admin" required:""`
	Name string `help:"What it is for; what it does is done in this name."`
	JSON bool   `help:"Print JSON." name:"json"`
}

type newToken struct {
	ID    string `json:"id"`
	Token string `json:"token"`
	Role  string `json:"role"`
	Name  string `json:"name"`
}

func (c tokenCreate) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	var token newToken
	if err := server.call(ctx, http.MethodPost, "/api/v1/tokens", map[string]string{"role": c.Role, "name": c.Name}, &token); err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(token)
	}
	return std.say("%s", token.Token)
}

type tokenList struct {
	JSON bool `help:"Print JSON." name:"json"`
}

func (c tokenList) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	var list struct {
		Tokens []accounts.Token `json:"tokens"`
	}
	if err := server.call(ctx, http.MethodGet, "/api/v1/tokens", nil, &list); err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(list)
	}
	for _, t := range list.Tokens {
		if err := std.say("%s\t%s\t%s", t.ID, t.Role, t.Name); err != nil {
			return err
		}
	}
	return nil
}

type tokenRevoke struct {
	ID   string `arg:"" help:"The token's id."`
	JSON bool   `help:"Print JSON." name:"json"`
}

func (c tokenRevoke) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	if err := server.call(ctx, http.MethodDelete, "/api/v1/tokens/"+segment(c.ID), nil, nil); err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(map[string]string{"revoked": c.ID})
	}
	return std.say("The token %s is out.", c.ID)
}
