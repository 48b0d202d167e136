// Package api is what editors and tools get: /api/v1 with its OpenAPI description,
// sessions, and the desk's own stream.
//
// A handler reads and checks the form of what came, calls one function of newsroom,
// accounts, attendance or media, and writes what it gave. No rule about coverage is
// made here.
//
// It imports these, coverage, journal (for its entries) and fanout, and the two that
// help with typing: copytaster, which reads pasted copy, and unfurl, which finds out
// what a pasted address stands for.
package api
