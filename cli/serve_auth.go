package cli

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/server"
)

// AuthFlags say who may use the service, and who may operate it.
type AuthFlags struct {
	Auth        string `default:"guest" enum:"guest,jwt" group:"Who may use it" help:"guest: everybody, in a session of their own. jwt: who has a token of your sign-in service."`
	JWTJWKSURL  string `name:"jwt-jwks-url" placeholder:"URL" group:"Who may use it" help:"Where the sign-in service publishes its keys. Rotated keys are picked up by themselves. [none]"`
	JWTSecret   string `name:"jwt-secret" placeholder:"SECRET" group:"Who may use it" help:"Secret shared with the sign-in service instead (HS256), at least 32 bytes; better in the environment. [none]"`
	JWTIssuer   string `name:"jwt-issuer" placeholder:"ISS" group:"Who may use it" help:"Issuer that tokens must name. [any]"`
	JWTAudience string `name:"jwt-audience" placeholder:"AUD" group:"Who may use it" help:"Audience that tokens must name. [any]"`
	AdminToken  string `placeholder:"TOKEN" group:"Who may use it" help:"Opens operations: /ops, /v1/ops and /metrics; better in the environment. Without one they are open on this machine only. [none]"`

	MaxSessionsPerUser int `default:"64" group:"Limits (0 is off)" help:"Open connections of one user to this instance."`
	MaxSessionsPerIP   int `name:"max-sessions-per-ip" default:"1000" group:"Limits (0 is off)" help:"The same of one address; an IPv6 /64 counts as one."`
}

// minJWTSecret is the least length of a shared secret in bytes (RFC 7518 §3.2).
const minJWTSecret = 32

func (f AuthFlags) check() error {
	jwks, secret := f.JWTJWKSURL != "", f.JWTSecret != ""
	switch {
	case f.Auth == "guest" && (jwks || secret || f.JWTIssuer != "" || f.JWTAudience != ""):
		return usageError("--jwt-… flags need --auth jwt")
	case f.Auth == "jwt" && jwks == secret:
		return usageError("--auth jwt needs --jwt-jwks-url or --jwt-secret, one of them")
	case secret && len(f.JWTSecret) < minJWTSecret:
		return usageError(fmt.Sprintf("--jwt-secret needs at least %d bytes", minJWTSecret))
	case f.MaxSessionsPerUser < 0 || f.MaxSessionsPerIP < 0:
		return usageError("--max-sessions-per-user and --max-sessions-per-ip must be at least 0")
	}
	if u, err := url.Parse(f.JWTJWKSURL); jwks && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return usageError("--jwt-jwks-url must be an http or https URL")
	}
	return nil
}

// auth is how users are known; nil is as guests. What it starts ends with ctx.
func (f AuthFlags) auth(ctx context.Context, log zerolog.Logger) (server.Auth, error) {
	if len(f.AdminToken) > 0 && len(f.AdminToken) < shortToken {
		log.Warn().Msg("the admin token is short; take a long random one, as of: openssl rand -base64 32")
	}
	if f.Auth != "jwt" {
		return nil, nil
	}
	if f.JWTAudience == "" {
		log.Warn().Msg("without --jwt-audience, tokens that the sign-in service made for other applications are taken too")
	}
	return server.NewJWT(ctx, server.JWTConfig{
		JWKSURL: f.JWTJWKSURL, Secret: []byte(f.JWTSecret), Issuer: f.JWTIssuer, Audience: f.JWTAudience, Log: log, Now: time.Now,
	})
}

// shortToken is the length below which an admin token can be guessed.
const shortToken = 16

// filesKept is the most that is kept of the process's open files for databases, providers and logs.
const filesKept = 512

// connections is how many clients may be connected at once, so that there are always files left for the
// databases and providers: at 20,000 open files, 19,488.
func connections(files int) int { return files - min(files/4, filesKept) }

// sessions turns the flags' 0, which is off, into the server's negative.
func sessions(n int) int {
	if n == 0 {
		return -1
	}
	return n
}
