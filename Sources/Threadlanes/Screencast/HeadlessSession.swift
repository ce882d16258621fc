import LaneCanvas
import LaneView
import ThreadTrace

/// The program without a terminal, on a clock that only pretends: its frames one after the other, and the same ones whenever the same
/// is asked for.
struct HeadlessSession {
    /// How the lanes are to be recorded.
    struct Plan {
        var size: Size
        var framesPerSecond: Int
        var panels = Panels.all
        var isPresented = false
        var hasKeyBar = true
        /// The longest time in which nothing happens; nil: as long as it takes.
        var idleLimit: Duration?
        /// Where in the run it begins.
        var start = Instant.zero
        var script: KeyScript?

        /// From when on a frame is shown.
        func time(ofFrame number: Int) -> Duration {
            .nanoseconds(Int64(number) * 1_000_000_000 / Int64(framesPerSecond))
        }
    }

    /// How long the end stays.
    private static let lastFrame = Duration.seconds(1)

    private let plan: Plan
    private let recorded: Rerun
    private var model: AppModel
    private var statements: ArraySlice<KeyScript.Statement>
    /// Until when the script waits.
    private var waitEnd = Duration.zero
    private var isVerdictMarked = false
    private var hasQuit = false

    init(
        _ recording: RecordedRun, speed: Double, axis: AxisUnit?, sources: SourceTexts,
        _ appearance: Appearance, _ plan: Plan
    ) {
        self.plan = plan
        statements = plan.script?.statements[...] ?? []
        recorded = Rerun(recording.batch, end: recording.end, player: Player(speed: speed))
        let status = RunStatus(recording.header, recording.listings, now: .zero)
        var lanes = LanesModel(
            .rerun(recorded), RunReport(status, listings: recording.listings), axis: axis,
            panels: plan.panels, isPresented: plan.isPresented, hasKeyBar: plan.hasKeyBar,
            sources: sources.texts)
        lanes.begin(at: plan.start)
        model = AppModel(appearance, size: plan.size)
        _ = model.update(.opened(lanes))
    }

    /// What becomes of the frames.
    struct Sink {
        var show: (FrameUpdate, Duration) -> Void
        var mark: (String, Duration) -> Void
        var progress: (Double) -> Void
    }

    /// The run, as far as it has happened once more.
    private var rerun: Rerun { model.lanes?.rerun ?? recorded }

    /// - Returns: how long the screencast is.
    /// - Throws: `Refusal` when the script names a lane that there is not.
    mutating func record(_ sink: Sink) throws -> Duration {
        var number = 0
        markVerdict(time(0), sink)
        while true {
            let time = self.time(number)
            try follow(script: time, sink)
            sink.show(model.frame(), time)
            let rerun = rerun
            sink.progress(
                rerun.end > .zero ? Double(rerun.now.nanoseconds) / Double(rerun.end.nanoseconds) : 1)
            if hasQuit || statements.isEmpty && time >= waitEnd && !rerun.isPlaying {
                return time + Self.lastFrame
            }
            number += 1
            update(.elapsed(self.time(number) - time, until: nextStop, idleLimit: plan.idleLimit))
            markVerdict(self.time(number), sink)
        }
    }

    private func time(_ number: Int) -> Duration {
        plan.time(ofFrame: number)
    }

    /// Nobody else is there for what the model wants done, but it may be left.
    private mutating func update(_ input: AppInput) {
        if model.update(input).contains(.quit) { hasQuit = true }
    }

    private mutating func markVerdict(_ time: Duration, _ sink: Sink) {
        guard let verdict = model.lanes?.trace.verdict else { return isVerdictMarked = false }
        if !isVerdictMarked { sink.mark("\(verdict)", time) }
        isVerdictMarked = true
    }

    /// Where the script wants to be asked.
    private var nextStop: Player.Stop? {
        switch statements.first {
        case .atTime(let instant): .time(instant)
        case .atStep(let step): .step(step)
        default: nil
        }
    }

    /// Does what is due.
    private mutating func follow(script time: Duration, _ sink: Sink) throws {
        while time >= waitEnd, let statement = statements.first, !hasQuit {
            let rerun = rerun
            switch statement {
            case .atTime(let instant):
                if rerun.now < instant { return try goOn(to: "at \(instant.inSeconds)") }
            case .atStep(let step): if rerun.stepCount < step { return try goOn(to: "at step \(step)") }
            case .atEnd: if !rerun.isOver { return try goOn(to: "at end") }
            case .wait(let duration): waitEnd = time + duration
            case .press(let key): update(.terminal(.key(key)))
            case .lane(let name):
                try requireLane(name)
                update(.lane(name))
            case .say(let text): update(.caption(text.isEmpty ? nil : Caption(text)))
            case .beside(let name, let text):
                try requireLane(name)
                update(.caption(Caption(text, lane: name)))
            case .mark(let label): sink.mark(label, time)
            }
            statements.removeFirst()
        }
    }

    private func requireLane(_ name: String) throws {
        guard model.lanes?.hasLane(named: name) == true else {
            throw Refusal(
                sentence: "--keys: there is no lane '\(name)' yet when the script speaks of it.",
                help: "'at' lets the run go on until the thread is there.")
        }
    }

    /// - Throws: `Refusal` when what the script waits for never comes.
    private func goOn(to statement: String) throws {
        let rerun = rerun
        if rerun.isPlaying { return }
        throw Refusal(
            sentence: rerun.isOver
                ? "--keys: '\(statement)' never comes: the run ends after \(rerun.now.inSeconds) s and \(rerun.stepCount) steps."
                : "--keys: '\(statement)' never comes: the run is paused.",
            help: "'at end' is the end of the run; 'key space' lets a run that is paused go on.")
    }
}
