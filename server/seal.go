package server

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// sealIssuer is the issuer of every token that we sign ourselves.
const sealIssuer = "planspark"

// seal signs tokens that only we read: a JWT, HS256 and nothing else, so that every instance with the
// same secret knows them without asking anybody. Each purpose has a key of its own.
type seal struct {
	audience string
	purpose  string
	keys     *atomic.Pointer[[][]byte] // the first one signs
	life     time.Duration
	now      func() time.Time
	parser   *jwt.Parser
}

// newSeal derives the keys of a purpose from the secrets; the first one signs.
func newSeal(secrets [][]byte, purpose, audience string, life time.Duration, now func() time.Time) seal {
	s := seal{audience: audience, purpose: purpose, keys: new(atomic.Pointer[[][]byte]), life: life, now: now}
	s.rotate(secrets)
	s.parser = jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithIssuer(sealIssuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(now), jwt.WithStrictDecoding(),
	)
	return s
}

// rotate replaces the secrets. Tokens of those that are no longer among them are void.
func (s seal) rotate(secrets [][]byte) {
	keys := make([][]byte, 0, len(secrets))
	for _, secret := range secrets {
		keys = append(keys, derive(secret, s.purpose))
	}
	s.keys.Store(&keys)
}

// sign makes a token about a subject.
func (s seal) sign(subject string) (token string, expires time.Time, err error) {
	now := s.now()
	claims := jwt.RegisteredClaims{
		Issuer: sealIssuer, Audience: jwt.ClaimStrings{s.audience}, Subject: subject,
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(s.life)),
	}
	token, err = signed(claims, (*s.keys.Load())[0])
	if err != nil {
		return "", time.Time{}, fmt.Errorf("sign a token: %w", err)
	}
	return token, claims.ExpiresAt.Time, nil
}

// sealHeader is that of all our tokens; the library would encode it anew, from a map, for each guest of a crowd.
var sealHeader = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))

func signed(claims jwt.RegisteredClaims, key []byte) (string, error) {
	text, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	token := sealHeader + "." + base64.RawURLEncoding.EncodeToString(text)
	signature, err := jwt.SigningMethodHS256.Sign(token, key)
	if err != nil {
		return "", err
	}
	return token + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// open reads a token of ours. Stale says that it is past the half of its life, or signed with a secret
// that is on its way out.
func (s seal) open(token string) (subject string, expires time.Time, stale, ok bool) {
	for i, key := range *s.keys.Load() {
		var claims jwt.RegisteredClaims
		_, err := s.parser.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return key, nil })
		if errors.Is(err, jwt.ErrTokenSignatureInvalid) {
			continue
		}
		if err != nil {
			break
		}
		left := claims.ExpiresAt.Sub(s.now())
		return claims.Subject, claims.ExpiresAt.Time, i > 0 || left < s.life/2, true
	}
	return "", time.Time{}, false, false
}
