package cli

import (
	"fmt"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// standing is what is known of where a generation is, from the latest of each message.
type standing struct {
	queue    *protocol.Queue
	progress *protocol.Progress
	state    protocol.State
	percent  float64
	stage    string
}

func (s *standing) take(u client.Update, stage string) {
	if u.Queue != nil {
		s.queue, s.progress = u.Queue, nil
	}
	if u.Progress != nil {
		s.progress = u.Progress
	}
	s.state, s.percent, s.stage = u.State, u.Percent, stage
	if u.Progress != nil && u.Progress.Stage != "" {
		s.stage = u.Progress.Stage
	}
}

// words says it; kind changes when more than a number does.
func (s *standing) words() (kind, text string) {
	if s.state == protocol.StateQueued {
		return s.waiting()
	}
	title := stageTitle(s.stage)
	text = fmt.Sprintf("%s %3.0f %%  %s", bar(s.percent), s.percent, title)
	if s.progress != nil && s.progress.ETAMS != nil && *s.progress.ETAMS > 0 {
		text += ", about " + roughly(*s.progress.ETAMS) + " left"
	}
	return "running " + title, text
}

func (s *standing) waiting() (kind, text string) {
	if s.queue == nil || s.queue.Position == 0 {
		return "queued", "Waiting for its turn"
	}
	q := s.queue
	text = fmt.Sprintf("Waiting: number %d of %d", q.Position, max(q.Length, q.Position))
	if q.WaitingOn == protocol.WaitingOnProvider {
		text += ", for the language model"
	}
	if q.ETAMS != nil {
		text += ", starts in about " + roughly(*q.ETAMS)
		if q.ETAHighMS != nil && *q.ETAHighMS > *q.ETAMS {
			text += " (" + roughly(*q.ETAHighMS) + " at most, probably)"
		}
	}
	return fmt.Sprintf("queued %d", q.Position), text
}

// stageTitle is a stage in words.
func stageTitle(stage string) string {
	for _, s := range protocol.Stages() {
		if s.Stage == stage {
			return s.Title
		}
	}
	if stage == "" {
		return "Beginning"
	}
	return stage
}
