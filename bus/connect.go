package bus

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// connect prepares the client for a URL in one of the forms that go-redis knows: one server, a cluster
// (several addr parameters, or cluster=true), or a master that sentinels know (master_name).
func connect(raw string, patience time.Duration) (redis.UniversalClient, int, error) {
	o, err := options(raw)
	if err != nil {
		return nil, 0, err
	}
	o.MaxRetries, o.DialerRetries = -1, 1 // an append that is repeated unasked would fence itself
	o.ContextTimeoutEnabled = true
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout = 2*patience, patience, patience
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return redis.NewUniversalClient(o), o.DB, nil
}

// Check says what is wrong with the form of Redis's URL, without looking for Redis.
func Check(raw string) error {
	_, err := options(raw)
	return err
}

func options(raw string) (*redis.UniversalOptions, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "redis" && u.Scheme != "rediss" && u.Scheme != "unix" {
		return nil, errors.New("redis is given as redis://USER:PASSWORD@HOST:PORT/DATABASE or rediss://…; several ?addr= make a cluster, ?master_name= names a master of sentinels")
	}
	query := u.Query()
	clustered := query.Has("addr") || query.Has("cluster")
	switch {
	case query.Has("master_name"):
		o, err := redis.ParseFailoverURL(raw)
		if err != nil {
			return nil, unreadable(raw, err)
		}
		return &redis.UniversalOptions{
			Addrs: o.SentinelAddrs, MasterName: o.MasterName, SentinelUsername: o.SentinelUsername, SentinelPassword: o.SentinelPassword,
			Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig, DB: o.DB, PoolSize: o.PoolSize,
		}, nil
	case clustered:
		query.Del("cluster")
		u.RawQuery = query.Encode()
		o, err := redis.ParseClusterURL(u.String())
		if err != nil {
			return nil, unreadable(raw, err)
		}
		return &redis.UniversalOptions{
			Addrs: o.Addrs, IsClusterMode: true, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig, PoolSize: o.PoolSize,
		}, nil
	}
	o, err := redis.ParseURL(raw)
	if err != nil {
		return nil, unreadable(raw, err)
	}
	return &redis.UniversalOptions{
		Addrs: []string{o.Addr}, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig, DB: o.DB, PoolSize: o.PoolSize,
	}, nil
}

// unreadable says what is wrong with a URL without quoting it, for it may hold a password.
func unreadable(raw string, err error) error {
	return fmt.Errorf("the URL of redis cannot be read: %s", strings.ReplaceAll(err.Error(), raw, "it"))
}

// advice says what an operator should do about what Redis answers.
func advice(err error) string {
	for start, what := range map[string]string{
		"OOM":       "; it is full: raise maxmemory, or let it evict keys that expire (maxmemory-policy volatile-lru)",
		"READONLY":  "; it is a replica: let --redis name the master, its sentinels or the cluster",
		"MISCONF":   "; it cannot save to disk: see its own log, or turn off stop-writes-on-bgsave-error",
		"NOAUTH":    "; it wants a password: put it into --redis, as redis://:PASSWORD@HOST",
		"WRONGPASS": "; user or password in --redis are not the right ones",
		"NOPERM":    "; its user may not do all that is needed: grant the keys planspark:* and the channels planspark:*",
	} {
		if strings.HasPrefix(err.Error(), start) {
			return what
		}
	}
	return ""
}
