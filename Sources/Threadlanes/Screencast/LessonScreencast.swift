import LaneCanvas
import LaneView
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A lesson as somebody takes it who reads, answers rightly and meets every dare, without a terminal: its frames one after the other, and
/// the same ones each time.
struct LessonScreencast {
    /// How long a page stays, so that it can be read: about 200 words a minute, and some seconds to look at the lanes.
    private static let secondsPerWord = 0.3
    private static let secondsPerPage = 3.0
    /// How long a step of a dare stays.
    private static let secondsPerStep = 0.8
    /// How long a run is watched that plays by itself.
    private static let longestPlay = Duration.seconds(15)

    private let file: LessonFile
    private let plan: HeadlessSession.Plan
    private let speed: Double
    private let axis: AxisUnit?
    private var model: AppModel
    private var number = 0
    /// The report of the page's run, and with how many steps its dare is met.
    private var report: RunReport?
    private var goal: Int?

    init(
        _ file: LessonFile, speed: Double, axis: AxisUnit?, _ appearance: Appearance,
        _ plan: HeadlessSession.Plan
    ) {
        self.file = file
        self.plan = plan
        self.speed = speed
        self.axis = axis
        model = AppModel(appearance, size: plan.size)
        _ = model.update(.lesson(LessonScreen(file.lesson)))
    }

    private var time: Duration { plan.time(ofFrame: number) }

    /// - Returns: how long the screencast is.
    mutating func record(_ sink: HeadlessSession.Sink) throws -> Duration {
        let lesson = file.lesson
        for (place, page) in lesson.pages.enumerated() {
            try open(place)
            // A mark is of something that is to be seen.
            frame(sink)
            sink.mark(page.title, time)
            let words = page.text.joined(separator: " ") + " " + (page.question?.text ?? "")
            show(for: .seconds(Self.secondsPerPage) + Self.readingTime(words), sink)
            watch(place, sink)
            if let question = page.question, let right = question.answers.firstIndex(where: \.isRight) {
                show(for: Self.readingTime(question.answers.map(\.text).joined(separator: " ")), sink)
                press(.character(KeyTable.letter(ofAnswer: right)))
                show(for: .seconds(2) + Self.readingTime(question.answers[right].reply), sink)
            }
            sink.progress(Double(place + 1) / Double(lesson.pages.count + 1))
            press(.pageDown)
        }
        _ = model.update(.page(nil))
        show(
            for: .seconds(Self.secondsPerPage) + Self.readingTime(lesson.learned.joined(separator: " ")), sink
        )
        return time
    }

    /// What there is to be seen of the page's run; where text and lanes come in turns, the lanes meanwhile.
    private mutating func watch(_ place: Int, _ sink: HeadlessSession.Sink) {
        guard let run = file.runs[place] else { return }
        let isInTurns = model.isLessonInTurns
        if isInTurns {
            press(.character("i"))
            show(for: .seconds(Self.secondsPerPage), sink)
        }
        if run.plays { play(sink) }
        if let goal { step(to: goal, sink) }
        if isInTurns { press(.character("i")) }
    }

    private static func readingTime(_ text: String) -> Duration {
        .seconds(Double(text.split(separator: " ").count) * secondsPerWord)
    }

    private mutating func press(_ key: Key) { _ = model.update(.terminal(.key(key))) }

    /// The page's run, as far as the page wants it.
    private mutating func open(_ place: Int) throws {
        (report, goal) = (nil, nil)
        guard let run = file.runs[place] else {
            _ = model.update(.page(nil))
            return
        }
        let (schedule, goal) = try way(of: run, isDared: file.lesson.pages[place].dare != nil)
        let recorded = try RecordedRun(
            run.scenario, schedule, maxSteps: max(LessonFile.mostSteps, run.step),
            limit: Instant(seconds: Double(RecordCommand.longest)))
        var report = RunReport(RunStatus(recorded.header, recorded.listings, now: .zero))
        if goal != nil { report.status.dare = file.lesson.pages[place].dare.map { ShownDare(task: $0) } }
        let player = Player(speed: speed, isPaused: true)
        var lanes = LanesModel(
            .rerun(Rerun(recorded.batch, end: recorded.end, player: player)), report, axis: axis,
            panels: plan.panels, hasKeyBar: plan.hasKeyBar, lanes: file.lesson.pages[place].lanes,
            sources: SourceTexts(of: run.scenario).texts)
        lanes.begin(behind: run.step)
        _ = model.update(.page(lanes))
        self.report = report
        self.goal = goal
    }

    /// How a run goes, and with how many steps its dare is met, where it is to be.
    private func way(of run: LessonFile.Run, isDared: Bool) throws -> (Schedule, goal: Int?) {
        guard isDared, let dare = run.scenario.dare else { return (run.schedule, nil) }
        let first = try run.firstSteps()
        guard let steps = try DareWalks(run.scenario, dare, behind: first).shortest() else {
            return (run.schedule, nil)
        }
        return (.controlled(prefix: steps, then: .lowest, isFree: true), steps.count)
    }

    private mutating func show(for duration: Duration, _ sink: HeadlessSession.Sink) {
        let end = time + duration
        repeat { frame(sink) } while time < end
    }

    private mutating func frame(_ sink: HeadlessSession.Sink) {
        if var report, let goal, let steps = model.lanes?.rerun?.stepCount {
            report.status.dare?.metAt = steps >= goal ? goal : nil
            _ = model.update(.told(report))
        }
        sink.show(model.frame(), time)
        let before = time
        number += 1
        _ = model.update(.elapsed(time - before, idleLimit: plan.idleLimit))
    }

    private mutating func play(_ sink: HeadlessSession.Sink) {
        press(.character(" "))
        let end = time + Self.longestPlay
        while time < end, model.lanes?.rerun?.isPlaying == true { frame(sink) }
        show(for: .seconds(1), sink)
    }

    private mutating func step(to goal: Int, _ sink: HeadlessSession.Sink) {
        while let rerun = model.lanes?.rerun, rerun.stepCount < goal {
            press(.character("."))
            show(for: .seconds(Self.secondsPerStep), sink)
            // The run may have ended before.
            if model.lanes?.rerun?.stepCount == rerun.stepCount { break }
        }
        show(for: .seconds(3), sink)
    }
}
