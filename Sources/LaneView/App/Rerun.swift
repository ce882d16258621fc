import ThreadTrace

/// A recorded run that happens once more: what its playhead has passed is all that is known of it.
///
/// So the same recording and the same inputs give the same frames, which is what a screencast is made of.
package struct Rerun: Sendable {
    private let whole: Trace
    /// What its events name, which the first events to be taken come with.
    private let dictionary: EventBatch
    private let beginning: Player
    package var player: Player
    private var playhead: CursorPlace
    /// How many events have been taken; nil before the names have.
    private var taken: Int?
    /// Until when there is something to be seen.
    package let end: Instant

    /// - Parameter end: not before the last event.
    package init(_ batch: EventBatch, end: Instant, player: Player) {
        var trace = Trace()
        trace.append(batch)
        whole = trace
        playhead = Self.start(of: trace)
        var dictionary = batch
        dictionary.events = []
        self.dictionary = dictionary
        self.end = end
        self.player = player
        beginning = player
    }

    /// Where nothing has happened, or nothing that is known.
    private static func start(of trace: Trace) -> CursorPlace {
        CursorPlace(position: trace.floor, time: trace.beginning.time)
    }

    package var now: Instant { playhead.time }
    package var stepCount: Int { whole.moment(at: playhead.position).stepCount }
    package var isOver: Bool { playhead.position == whole.count && now >= end }
    package var isPlaying: Bool { !player.isPaused && !isOver }

    /// What has happened since the last call, and before the first event what all of them are named.
    mutating func take() -> EventBatch {
        var news = taken == nil ? dictionary : EventBatch()
        news.events = ((taken ?? 0)..<playhead.position).map { whole[$0] }
        taken = playhead.position
        return news
    }

    /// Lets the clock go on for so much real time, but no further than `stop`.
    ///
    /// - Returns: whether it has come to the stop, or to the end before it.
    @discardableResult
    mutating func advance(by time: Duration, until stop: Player.Stop? = nil) -> Bool {
        guard !player.isPaused else {
            if case .step(let step) = stop { return stepCount >= step }
            return false
        }
        let moved = playhead.advanced(by: player.ownTime(time), in: whole, end: end, until: stop)
        playhead = moved.place
        return moved.hasStopped || isOver
    }

    /// Everything up to a moment, at once.
    mutating func begin(at instant: Instant) {
        playhead = CursorPlace(
            position: whole.position(at: min(instant, end)),
            time: max(min(instant, end), whole.beginning.time))
    }

    /// Lets the clock jump to what happens next, when nothing has for so much real time; not beyond a stop.
    mutating func skipIdleTime(longerThan limit: Duration, until stop: Player.Stop?) {
        let last = whole.moment(at: playhead.position).time
        guard isPlaying, last.duration(to: now) >= player.ownTime(limit) else { return }
        var target = playhead.position < whole.count ? whole[playhead.position].time : end
        if case .time(let instant) = stop { target = min(target, instant) }
        playhead = CursorPlace(
            position: playhead.position, time: max(now, target.advanced(byNanoseconds: -1)))
    }

    /// Pauses, and takes the next step, or that of a thread.
    mutating func step(of thread: ThreadID? = nil) {
        player.isPaused = true
        if let thread {
            playhead = playhead.afterNextStep(of: thread, in: whole) ?? playhead
        } else {
            playhead = playhead.afterNextStep(in: whole)
        }
    }

    mutating func restart() {
        player = beginning
        (playhead, taken) = (Self.start(of: whole), nil)
    }

    /// Who takes the next step.
    var next: ThreadID? {
        let position = whole.position(beforeStep: stepCount + 1)
        return position < whole.count ? whole[position].thread : nil
    }

    /// What a thread will do.
    func upcoming(of thread: ThreadID) -> UpcomingOperation? {
        UpcomingOperation(of: thread, after: whole.moment(at: playhead.position))
    }
}
