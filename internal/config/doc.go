// Package config knows where things lie: the data directory, its lock and the
// server's own socket in it, and the addresses a site is reached at.
//
// It imports no other room.
package config
