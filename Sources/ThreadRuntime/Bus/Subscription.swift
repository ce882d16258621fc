import ThreadTrace

/// One reader's view of a run's events: all of them, in order, whenever it asks.
package struct Subscription: Sendable {
    private let run: Run
    private let subscriber: Unchecked<EventBus.Subscriber>

    init(run: Run, subscriber: EventBus.Subscriber) {
        self.run = run
        self.subscriber = Unchecked(subscriber)
    }

    /// Everything since the last call. O(1) while the run is held up, whatever there is to take.
    package func take() -> EventBatch {
        run.withMonitor {
            let wasFull = run.bus.isFull
            let batch = run.bus.take(from: subscriber.value)
            if wasFull, !run.bus.isFull { run.driver.call(run.monitor) }
            return batch
        }
    }
}

/// A reference that is handed from thread to thread.
struct Unchecked<Value>: @unchecked Sendable {  // only followed while the run's monitor is locked
    let value: Value

    init(_ value: Value) { self.value = value }
}
