import LaneCanvas
import LaneView
import ThreadTrace

/// Makes the frames of a screencast, one after the other, on a clock that only pretends: no terminal, no waiting, and the same
/// frames whenever the same is asked for.
struct Filming {
    /// How the lanes are to be filmed.
    struct Plan {
        var size: Size
        var framesPerSecond: Int
        /// The longest time in which nothing happens; nil: as long as it takes.
        var idleLimit: Duration?
        /// Where in the run it begins.
        var start = Instant.zero
        var script: KeyScript?
    }

    /// How long the end stays.
    private static let hold = Duration.seconds(1)

    private let plan: Plan
    private let feed: FilmFeed
    private var show: LaneShow
    private var look: Look
    private var statements: ArraySlice<KeyScript.Statement>
    /// Until when the script waits.
    private var waitEnd = Duration.zero
    private var hasQuit = false

    init(_ feed: FilmFeed, _ show: LaneShow, _ look: Look, _ plan: Plan) {
        self.feed = feed
        self.show = show
        self.look = look
        self.plan = plan
        statements = plan.script?.statements[...] ?? []
    }

    /// What becomes of the frames.
    struct Sink {
        var show: (FrameUpdate, Duration) -> Void
        var mark: (String, Duration) -> Void
        var progress: (Double) -> Void
    }

    /// - Returns: how long the screencast is.
    /// - Throws: `Refusal` when the script names a lane that there is not.
    mutating func film(_ sink: Sink) throws -> Duration {
        feed.begin(at: plan.start)
        takeNews(0, sink)
        var number = 0
        var shown: Frame?
        while true {
            let time = self.time(number)
            try follow(script: time, sink)
            let update = FrameUpdate(frame(), since: shown)
            shown = update.frame
            sink.show(update, time)
            sink.progress(feed.end > .zero ? Double(feed.now.nanoseconds) / Double(feed.end.nanoseconds) : 1)
            if hasQuit || statements.isEmpty && time >= waitEnd && !feed.isPlaying { return time + Self.hold }
            number += 1
            play(until: self.time(number) - time)
            takeNews(number, sink)
        }
    }

    private func time(_ number: Int) -> Duration {
        .nanoseconds(Int64(number) * 1_000_000_000 / Int64(plan.framesPerSecond))
    }

    private mutating func frame() -> Frame {
        look.frame(size: plan.size) { theme, glyphs, size in show.frame(theme, glyphs, size, recording: nil) }
    }

    private mutating func takeNews(_ number: Int, _ sink: Sink) {
        guard show.takeNews().events.last?.kind == .verdict, let verdict = show.trace.verdict else { return }
        sink.mark("\(verdict)", time(number))
    }

    /// Lets a frame's time go by, or less where the script wants to be asked before.
    private func play(until time: Duration) {
        let stop: FilmFeed.Stop? =
            switch statements.first {
            case .atTime(let instant): .time(instant)
            case .atStep(let step): .step(step)
            default: nil
            }
        feed.play(time, until: stop)
        if let limit = plan.idleLimit { feed.skipIdleTime(longerThan: limit, until: stop) }
    }

    /// Does what is due.
    private mutating func follow(script time: Duration, _ sink: Sink) throws {
        while time >= waitEnd, let statement = statements.first, !hasQuit {
            switch statement {
            case .atTime(let instant):
                if feed.now < instant { return try goOn(to: "at \(instant.inSeconds)") }
            case .atStep(let step): if feed.stepCount < step { return try goOn(to: "at step \(step)") }
            case .atEnd: if !feed.isOver { return try goOn(to: "at end") }
            case .wait(let duration): waitEnd = time + duration
            case .press(let key): try press(key)
            case .lane(let name):
                guard show.select(threadNamed: name, size: plan.size) else {
                    throw Refusal(
                        sentence: "--keys: there is no lane '\(name)' yet when the script selects it.",
                        help: "'at' lets the run go on until the thread is there.")
                }
            case .say(let text): look.caption = text.isEmpty ? nil : text
            case .mark(let label): sink.mark(label, time)
            }
            statements.removeFirst()
        }
    }

    /// - Throws: `Refusal` when what the script waits for never comes.
    private func goOn(to statement: String) throws {
        if feed.isPlaying { return }
        throw Refusal(
            sentence: feed.isOver
                ? "--keys: '\(statement)' never comes: the run ends after \(feed.now.inSeconds) s and \(feed.stepCount) steps."
                : "--keys: '\(statement)' never comes: the run is paused.",
            help: "'at end' is the end of the run; 'key space' lets a run that is paused go on.")
    }

    private mutating func press(_ key: Key) throws {
        if look.take(.key(key), size: plan.size) { return }
        switch try show.press(key, size: plan.size) {
        case .changeTheme(let step): look.changeTheme(by: step)
        case .chooseTheme: look.chooseTheme(size: plan.size)
        case .restart: try show.restart()
        case .quit: hasQuit = true
        case .back, .record, .save, nil: break
        }
        _ = show.takeNews()
    }
}
