import ThreadTrace

/// The edges, resource by resource.
extension HappensBefore {
    mutating func end(_ thread: ThreadID) {
        let stamp = clocks.end(thread)
        if let pool = workers.removeValue(forKey: thread) { pools[pool].end(stamp) }
    }

    mutating func take(_ event: Event, life other: ThreadID) {
        switch event.kind {
        case .start: clocks.start(other, by: event.thread)
        case .join: clocks.join(event.thread, to: other)
        case .inspect where event.value == 1: clocks.join(event.thread, to: other)
        default: break
        }
    }

    mutating func take(_ event: Event, lock index: Int) {
        switch event.kind {
        case .acquire: learn(event.thread, locks[index])
        case .release where event.value == 0: locks[index] = clocks.stamp(event.thread)
        default: break
        }
    }

    mutating func take(_ event: Event, semaphore index: Int) {
        switch event.kind {
        case .acquire: learn(event.thread, semaphores[index].stamps.popFirst())
        case .release:
            let more = max(Int(event.value) - semaphores[index].stamps.count, 1)
            semaphores[index].stamps.append(clocks.stamp(event.thread), count: more)
        default: break
        }
    }

    mutating func take(_ event: Event, gathering index: Int) {
        let kind = gatherings[index].kind
        switch (kind, event.kind) {
        case (.atomic, .write):
            clocks.learn(event.thread, gatherings[index].known)
            gatherings[index].known.learn(clocks.stamp(event.thread))
        case (.atomic, .read), (.rwlock, .acquire): clocks.learn(event.thread, gatherings[index].known)
        case (.condition, .notify), (.rwlock, .release), (.event, .set), (.timer, .cancel):
            gatherings[index].known.learn(clocks.stamp(event.thread))
            gatherings[index].isGiven = true
        case (.future, .complete), (.future, .cancel):
            let stamp = clocks.stamp(event.thread)
            gatherings[index].known.learn(stamp)
            futures.learn(stamp)
        case (.event, .wake) where !gatherings[index].isGiven, (.event, .result):
            clocks.learn(event.thread, futures)
        case (.event, .inspect) where event.value != 1: break
        case (.future, .inspect) where event.value <= FuturePhase.running.rawValue: break
        case (_, .wake), (_, .result), (_, .inspect): clocks.learn(event.thread, gatherings[index].known)
        default: break
        }
    }

    mutating func take(_ event: Event, barrier index: Int) {
        let thread = event.thread
        switch event.kind {
        case .arrive:
            let stamp = clocks.stamp(thread)
            learn(thread, barriers[index].arrive(thread, stamp, isRefused: event.value == 0))
        case .trip: learn(thread, barriers[index].trip(thread, clocks.stamp(thread)))
        case .pass: learn(thread, barriers[index].pass(thread))
        case .abort: barriers[index].abort(clocks.stamp(thread))
        case .reset: barriers[index].reset(clocks.stamp(thread))
        case .timeout: barriers[index].giveUp(thread, clocks.stamp(thread))
        default: break
        }
    }

    mutating func take(_ event: Event, queue index: Int) {
        let thread = event.thread
        // Its own lock orders each use of a queue and looks at it.
        switch event.kind {
        case .inspect: clocks.learn(thread, queues[index].uses)
        case .put, .get, .taskDone: queues[index].use(clocks.stamp(thread))
        default: break
        }
        switch event.kind {
        case .put:
            learn(thread, queues[index].takeRoom())
            queues[index].put(event, clocks.stamp(thread))
        case .get:
            learn(thread, queues[index].get(clocks.stamp(thread)))
            learn(thread, queues[index].others())
        case .taskDone: queues[index].finish(clocks.stamp(thread))
        case .join: clocks.learn(thread, queues[index].whenDone)
        case .shutdown: queues[index].shutDown(event, clocks.stamp(thread))
        case .timeout: learn(thread, queues[index].whenNothing)
        default: break
        }
    }

    mutating func take(_ event: Event, pool index: Int) {
        switch event.kind {
        case .submit: pools[index].submit(event, clocks.stamp(event.thread))
        case .take:
            workers[event.thread] = index
            learn(event.thread, pools[index].take(event))
        case .close, .abort: pools[index].close(clocks.stamp(event.thread))
        case .join: clocks.learn(event.thread, pools[index].whenEnded)
        default: break
        }
    }

    private mutating func learn(_ thread: ThreadID, _ stamp: Stamp?) {
        if let stamp { clocks.learn(thread, stamp) }
    }

    private mutating func learn(_ thread: ThreadID, _ known: VectorClock?) {
        if let known { clocks.learn(thread, known) }
    }
}
