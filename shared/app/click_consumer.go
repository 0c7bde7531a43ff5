package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/store"
)

// ClickConsumer counts the clicks of the clicks queue.
func (b Backends) ClickConsumer() lambdarun.Batch {
	return click.Recorder{Store: store.Clicks{T: b.Table}, Archive: b.Archive, Keys: b.Keys, Crowds: click.NewCrowds(), Clock: b.Clock}.Record
}

// ClickConsumer makes the handler of functions/click-consumer.
func ClickConsumer(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CLICK_KEYS_SECRET", "ARCHIVE_BUCKET", "DEAD_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withArchive()
	watched, err := k.withKeys(ctx)
	if err != nil {
		return nil, err
	}
	return watched(k.Run.Queue(k.Backends.ClickConsumer(), k.Dead())), nil
}
