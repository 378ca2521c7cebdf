package policies

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// child is the process that runs own controls, seen from outside. It may be asked by several
// goroutines. Once it ended, for whatever reason, every question is answered with that reason.
type child struct {
	command *exec.Cmd
	input   io.WriteCloser
	limits  Sandbox
	noise   noise
	// requests goes to input.
	requests *ownWriter

	state   sync.Mutex
	waiting map[uint64]chan ownReply
	last    uint64
	stopped error
	blame   blame
	budget  budget
	ended   chan struct{}
}

// stoppedError says why the process is no more, where no limit was exceeded.
type stoppedError struct{ reason string }

func (e *stoppedError) Error() string { return "own controls were stopped: " + e.reason }

func startChild(ctx context.Context, s Sandbox) (*child, error) {
	if len(s.Command) == 0 {
		return nil, errors.New("no command is given")
	}
	c := &child{
		command: exec.CommandContext(ctx, s.Command[0], s.Command[1:]...), limits: s,
		waiting: map[uint64]chan ownReply{}, ended: make(chan struct{}),
	}
	c.budget = budget{left: s.Total, spent: c.late}
	// Secrets of this process are none of its business. Traces of all goroutines would be noise.
	c.command.Env = []string{"GOTRACEBACK=none"}
	c.command.Stderr = &c.noise
	input, err := c.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	c.input, c.requests = input, newOwnWriter(input)
	go c.listen(output)
	return c, nil
}

// exchange sends a request and waits for its reply. The error is that of ctx, a *LimitError, a
// *stoppedError, or what the process says is wrong with the request.
func (c *child) exchange(ctx context.Context, r ownRequest) (ownReply, error) {
	answer := make(chan ownReply, 1)
	if err := c.enlist(&r, answer); err != nil {
		return ownReply{}, err
	}
	defer c.strike(r.ID)
	if err := c.requests.send(r); err != nil {
		// A pipe that broke has a process that ended, which says more.
		<-c.ended
	}
	select {
	case reply := <-answer:
		if reply.Exceeded != nil {
			return reply, reply.Exceeded
		}
		if reply.Error != "" {
			return reply, errors.New(reply.Error)
		}
		return reply, nil
	case <-c.ended:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return ownReply{}, ctx.Err()
	}
	return ownReply{}, c.reason()
}

func (c *child) enlist(r *ownRequest, answer chan ownReply) error {
	c.state.Lock()
	defer c.state.Unlock()
	if c.stopped != nil {
		return c.stopped
	}
	c.last++
	r.ID = c.last
	c.waiting[r.ID] = answer
	c.budget.start(len(c.waiting))
	return nil
}

func (c *child) strike(id uint64) {
	c.state.Lock()
	defer c.state.Unlock()
	delete(c.waiting, id)
	c.budget.pause(len(c.waiting))
}

func (c *child) reason() error {
	c.state.Lock()
	defer c.state.Unlock()
	return c.stopped
}

// listen hands replies on until the process ends.
func (c *child) listen(output io.Reader) {
	decoder := gob.NewDecoder(bufio.NewReaderSize(output, 1<<16))
	for {
		var reply ownReply
		if err := decoder.Decode(&reply); err != nil {
			break
		}
		c.state.Lock()
		if reply.Blame != nil {
			c.blame = *reply.Blame
		}
		if answer := c.waiting[reply.ID]; answer != nil {
			answer <- reply
			delete(c.waiting, reply.ID)
			c.budget.pause(len(c.waiting))
		}
		c.state.Unlock()
	}
	// Whatever follows is no answer: a process that talks on would otherwise never end.
	_ = c.command.Process.Kill()
	_ = c.command.Wait()
	c.stop(c.obituary())
	close(c.ended)
}

// late ends the process when its time is up.
func (c *child) late() {
	c.state.Lock()
	who := c.blame.Costliest
	c.state.Unlock()
	c.stop(overTotal(c.limits.Total).by(who))
}

// stop keeps the first reason and ends the process.
func (c *child) stop(reason error) {
	c.state.Lock()
	defer c.state.Unlock()
	if c.stopped == nil {
		c.stopped = reason
	}
	_ = c.command.Process.Kill()
}

// obituary says what the end of the process tells.
func (c *child) obituary() error {
	last := c.noise.String()
	c.state.Lock()
	who := c.blame.Current
	c.state.Unlock()
	switch code := c.command.ProcessState.ExitCode(); {
	case code == exitMemory || strings.Contains(last, "out of memory") || strings.Contains(last, "cannot allocate memory"):
		return overMemory(c.limits.Memory).by(who)
	case code == exitStuck:
		return overSubject(c.limits.Subject).by(who)
	case strings.Contains(last, "stack overflow") || strings.Contains(last, "stack exceeds"):
		return LimitError{What: "nests too deeply"}.by(who)
	case last != "":
		return &stoppedError{fmt.Sprintf("their process ended (%s): %s", c.command.ProcessState, firstLine(last))}
	default:
		return &stoppedError{fmt.Sprintf("their process ended (%s)", c.command.ProcessState)}
	}
}

func (c *child) close() {
	c.stop(&stoppedError{"they are no longer needed"})
	<-c.ended
}

// budget measures the time in which answers are owed. It is guarded by its child's state.
type budget struct {
	left  time.Duration
	spent func()
	since time.Time
	timer *time.Timer
}

// start is called with the number of answers owed after one more.
func (b *budget) start(owed int) {
	if owed == 1 {
		b.since = time.Now()
		b.timer = time.AfterFunc(b.left, b.spent)
	}
}

// pause is called with the number of answers owed after one less.
func (b *budget) pause(owed int) {
	if owed == 0 && b.timer != nil {
		b.timer.Stop()
		b.timer = nil
		b.left -= time.Since(b.since)
	}
}

// noise keeps the beginning of what a process says beside its answers.
type noise struct {
	sync.Mutex
	text []byte
}

const noiseLimit = 4 << 10

func (t *noise) Write(p []byte) (int, error) {
	t.Lock()
	defer t.Unlock()
	t.text = append(t.text, p[:min(len(p), noiseLimit-len(t.text))]...)
	return len(p), nil
}

func (t *noise) String() string {
	t.Lock()
	defer t.Unlock()
	return strings.TrimSpace(string(t.text))
}
