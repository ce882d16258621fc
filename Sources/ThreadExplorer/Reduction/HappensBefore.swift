/// Vector clocks of the events of an execution: for each event and each thread, how many of the thread's events happen before it or are it.
///
/// Behind those of the events lie the clocks of what is only thought of, one on top of the other, as each is needed for a moment and
/// none is worth memory of its own.
struct HappensBefore: ~Copyable {
    private var stride = 8
    private var rows = OwnedArray<UInt32>()
    /// How many events there are.
    private(set) var count = 0

    /// A clock that is only thought of, by its place.
    struct Draft {
        fileprivate let start: Int
    }

    /// Events from a place on are forgotten.
    mutating func truncate(to count: Int) {
        self.count = min(count, self.count)
        rows.truncate(to: self.count * stride)
    }

    /// - Parameter threads: how many there are at least.
    mutating func widen(to threads: Int) {
        guard threads > stride else { return }
        let new = max(threads, stride * 2)
        var wider = OwnedArray<UInt32>()
        for row in 0..<count {
            for thread in 0..<new { wider.append(thread < stride ? rows[row * stride + thread] : 0) }
        }
        rows = wider
        stride = new
    }

    /// Whether the event that is number `ordinal` of `thread`, from 1 on, happens before another, or is it.
    func covers(_ event: Int, thread: Int, ordinal: UInt32) -> Bool {
        rows[event * stride + thread] >= ordinal
    }

    // MARK: What is only thought of

    /// A copy of an event's clock, or one that nothing happens before.
    mutating func draft(from event: Int?) -> Draft {
        let draft = Draft(start: rows.count)
        if let event {
            rows.appendCopies(from: event * stride, count: stride)
        } else {
            rows.append(repeating: 0, count: stride)
        }
        return draft
    }

    func covers(_ draft: Draft, thread: Int, ordinal: UInt32) -> Bool {
        rows[draft.start + thread] >= ordinal
    }

    mutating func set(_ thread: Int, _ ordinal: UInt32, in draft: Draft) {
        rows[draft.start + thread] = ordinal
    }

    mutating func join(_ event: Int, into draft: Draft) {
        for thread in 0..<stride {
            let place = draft.start + thread
            rows[place] = max(rows[place], rows[event * stride + thread])
        }
    }

    /// The only draft is the next event's clock.
    mutating func append(_ draft: Draft) { count += 1 }

    /// The last draft is forgotten.
    mutating func drop(_ draft: Draft) { rows.truncate(to: draft.start) }
}
