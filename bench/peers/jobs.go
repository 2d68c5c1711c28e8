package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/e2e/servers"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
)

// Of every queue.
const (
	jobs       = 3000
	submitters = 16
	slots      = 64
)

// throughQueue measures one queue, with a database of its own, in a process of its own.
func throughQueue(ctx context.Context, w workload, _ *campaign, peer string) (figures, error) {
	dir, err := os.MkdirTemp("", "pk-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	url := "sqlite://" + dir + "/planspark.db"
	switch peer {
	case "planspark-postgres", "river":
		pg, err := servers.StartPostgres(ctx, servers.PostgresConfig{Dir: dir, Settings: []string{"fsync=on", "max_connections=100"}})
		if err != nil {
			return nil, err
		}
		defer stop(pg.Stop)
		url = pg.Over(pg.Addr(), "postgres")
	case "asynq":
		r, err := servers.StartRedis(ctx, servers.RedisConfig{Dir: dir})
		if err != nil {
			return nil, err
		}
		defer stop(r.Stop)
		url = r.Addr
	}
	j, err := again(ctx, nil, w.name, "-peer", peer, "-url", url)
	if err != nil {
		return nil, err
	}
	defer j.end()
	f := figures{}
	return f, j.hear(&f)
}

// queue takes jobs that do nothing.
type queue interface {
	// open connects; each job calls begun, and done when it is worked off.
	open(ctx context.Context, url string, begun, done func()) error
	submit(ctx context.Context) error
}

// chosenQueue is what the arguments of a process ask for, and where its database is.
func chosenQueue(args []string) (q queue, url string, err error) {
	flags := flag.NewFlagSet("queue", flag.ContinueOnError)
	peer := flags.String("peer", "", "")
	flags.StringVar(&url, "url", "", "")
	if err := flags.Parse(args); err != nil {
		return nil, "", err
	}
	q = map[string]queue{
		"planspark-sqlite": &ledger{}, "planspark-postgres": &ledger{}, "river": &riverQueue{}, "asynq": &asynqQueue{},
	}[*peer]
	if q == nil {
		return nil, "", fmt.Errorf("no queue is called %q", *peer)
	}
	return q, url, nil
}

// pickUps is how many jobs are submitted one behind the other, if that takes no longer than pickUpFor: who looks for
// work once a second has fewer.
const (
	pickUps   = 200
	pickUpFor = 100 * time.Second
)

// doPickUps says how long it takes from the answer to who submits a job until it begins. One that has begun before
// that took no time.
func doPickUps(ctx context.Context, args []string) error {
	q, url, err := chosenQueue(args)
	if err != nil {
		return err
	}
	begun, done := make(chan time.Time, 1), make(chan struct{}, 1)
	if err := q.open(ctx, url, func() { begun <- time.Now() }, func() { done <- struct{}{} }); err != nil {
		return err
	}
	var took []float64
	for began := time.Now(); len(took) < pickUps && time.Since(began) < pickUpFor; {
		if err := q.submit(ctx); err != nil {
			return err
		}
		answered := time.Now()
		took = append(took, max(0, (<-begun).Sub(answered).Seconds()*1000))
		<-done
	}
	slices.Sort(took)
	return json.NewEncoder(os.Stdout).Encode(figures{"p50 ms": took[len(took)/2], "p99 ms": took[len(took)*99/100]})
}

func doJobs(ctx context.Context, args []string) error {
	q, url, err := chosenQueue(args)
	if err != nil {
		return err
	}
	var left atomic.Int64
	left.Store(jobs)
	all := make(chan struct{})
	if err := q.open(ctx, url, func() {}, func() {
		if left.Add(-1) == 0 {
			close(all)
		}
	}); err != nil {
		return err
	}
	began, before := time.Now(), cpu()
	failed := make(chan error, submitters)
	var submitting sync.WaitGroup
	for range submitters {
		submitting.Go(func() {
			for range jobs / submitters {
				if err := q.submit(ctx); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	for range jobs % submitters {
		if err := q.submit(ctx); err != nil {
			return err
		}
	}
	select {
	case <-all:
	case err := <-failed:
		return err
	case <-time.After(2 * time.Minute):
		return fmt.Errorf("%d jobs are left", left.Load())
	}
	took := time.Since(began)
	return json.NewEncoder(os.Stdout).Encode(figures{
		"jobs/second": jobs / took.Seconds(), "CPU ms/job": (cpu() - before).Seconds() * 1000 / jobs,
	})
}

// cpu is what this process has taken of the processor.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// ledger is PlanSpark's store, used as its pool uses it: free slots are claimed together, results are stored
// one by one.
type ledger struct {
	store *store.Store
	work  chan struct{}
}

func (o *ledger) open(ctx context.Context, url string, begun, done func()) error {
	s, err := store.Open(ctx, url, store.Options{Logger: zerolog.Nop(), Connections: 16})
	if err != nil {
		return err
	}
	o.store, o.work = s, make(chan struct{}, 1)
	free := make(chan struct{}, slots)
	for range slots {
		free <- struct{}{}
	}
	wake := func() {
		select {
		case o.work <- struct{}{}:
		default:
		}
	}
	go func() {
		for range o.work {
			n := len(free)
			if n == 0 {
				continue // whoever ends wakes us
			}
			claimed, err := s.Claim(ctx, generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: n, Lease: time.Minute})
			if err != nil {
				fmt.Fprintln(os.Stderr, "claim:", err)
				return
			}
			for _, j := range claimed {
				<-free
				go func() {
					begun()
					held := generation.Held{ID: j.ID, Attempt: j.Attempt}
					if _, err := s.Finish(ctx, held, generation.Result{State: protocol.StateCompleted, Seq: 1}); err != nil {
						fmt.Fprintln(os.Stderr, "finish:", err)
					}
					free <- struct{}{}
					done()
					wake()
				}()
			}
		}
	}()
	return nil
}

func (o *ledger) submit(ctx context.Context) error {
	id := uuid.Must(uuid.NewV7()).String()
	r := protocol.Request{Idea: "A bakery, number " + id, Currency: "EUR", TimelineMonths: 12, Priority: protocol.PriorityNormal}
	_, err := o.store.Submit(ctx, generation.Submission{
		ID: id, Owner: id, Fingerprint: generation.FingerprintOf(id, r), Lane: generation.LanePool, Priority: r.Priority, Request: r,
	})
	select {
	case o.work <- struct{}{}:
	default:
	}
	return err
}

// riverQueue is river on the same PostgreSQL, with the driver that it recommends.
type riverQueue struct{ client *river.Client[pgx.Tx] }

type nothing struct{}

// Kind implements river.JobArgs.
func (nothing) Kind() string { return "nothing" }

type nothingWorker struct {
	river.WorkerDefaults[nothing]
	begun func()
}

// Work implements river.Worker.
func (w nothingWorker) Work(context.Context, *river.Job[nothing]) error {
	w.begun()
	return nil
}

func (r *riverQueue) open(ctx context.Context, url string, begun, done func()) error {
	pool, err := pgxpool.New(ctx, url+"&pool_max_conns=16")
	if err != nil {
		return err
	}
	driver := riverpgxv5.New(pool)
	m, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, nothingWorker{begun: begun})
	r.client, err = river.NewClient(driver, &river.Config{
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: slots}},
		Workers: workers, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		return err
	}
	ended, _ := r.client.SubscribeConfig(&river.SubscribeConfig{ChanSize: 2 * jobs, Kinds: []river.EventKind{river.EventKindJobCompleted}})
	go func() {
		for range ended {
			done()
		}
	}()
	return r.client.Start(ctx)
}

func (r *riverQueue) submit(ctx context.Context) error {
	_, err := r.client.Insert(ctx, nothing{}, nil)
	return err
}

// asynqQueue is asynq on a Redis that keeps nothing on disk.
type asynqQueue struct{ client *asynq.Client }

func (a *asynqQueue) open(_ context.Context, url string, begun, done func()) error {
	redis := asynq.RedisClientOpt{Addr: url}
	a.client = asynq.NewClient(redis)
	server := asynq.NewServer(redis, asynq.Config{Concurrency: slots, LogLevel: asynq.FatalLevel})
	return server.Start(asynq.HandlerFunc(func(context.Context, *asynq.Task) error {
		begun()
		done()
		return nil
	}))
}

func (a *asynqQueue) submit(ctx context.Context) error {
	_, err := a.client.EnqueueContext(ctx, asynq.NewTask("nothing", nil))
	return err
}

func stop(how func(context.Context) (int, error)) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if _, err := how(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
