import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// A run, or a trace of one, as lanes: what is known of it, what plays it, and what is shown.
package struct LanesModel: Sendable {
    /// What moves a run on.
    package enum Playback: Sendable {
        /// It happens now, elsewhere: what is wanted of it is an effect.
        case live
        /// It has been saved, all of it or so far: the screen's cursor is the playhead.
        case replay(Player)
        /// It has been recorded, and is to look as if it happened now.
        case rerun(Rerun)
    }

    package var trace: Trace { _read { yield history.trace } }
    private var history: RunHistory
    private var playback: Playback
    private var report: RunReport
    private var screen: LaneScreen
    private static let printedLimit = 500
    /// So many events are looked at for findings between two frames: a few milliseconds.
    private static let lookedAt = 10_000
    private var printed: [PrintedText] = []
    /// Runs that are not shown now, by number.
    private var left: [Int: LeftRun] = [:]
    private let ownSources: [String: String]
    private var sources: SourceListings
    private var listingCount = 0
    /// What the user is to be told about the last key.
    var notice: String?
    var recording: Recording?
    var canGoBack = false
    var isInLesson = false

    /// - Parameters:
    ///   - report: what is known before the first event.
    ///   - sources: texts for the code panel, by file; those that come with the events win.
    ///   - isPresented: whether it begins as for an audience.
    ///   - hasKeyBar: whether it is told which keys there are.
    ///   - lanes: the names of the only threads whose lanes are shown; empty: all.
    ///   - limit: at least so many of the last events are kept; nil: all.
    package init(
        _ playback: Playback, _ report: RunReport, axis: AxisUnit? = nil, panels: Panels = .all,
        isPresented: Bool = false, hasKeyBar: Bool = true, lanes: [String] = [],
        sources: [String: String] = [:], keepingLast limit: Int? = nil
    ) {
        history = RunHistory(keepingLast: limit)
        self.playback = playback
        self.report = report
        ownSources = sources
        self.sources = SourceListings(sources)
        screen = LaneScreen(
            axis: axis, panels: panels, isPresented: isPresented, hasKeyBar: hasKeyBar, lanes: lanes)
        take(report)
        if case .rerun = playback { takeFromRerun() }
    }

    package var selectedThread: ThreadID? { screen.selectedThread(trace) }

    /// How many steps had been taken at the moment of the past that is shown; nil at the present.
    package var pastStep: Int? {
        screen.isLive ? nil : trace.moment(at: screen.position(in: trace)).stepCount
    }

    /// What is known of what can still come.
    var prospects: Prospects? { report.status.prospects }

    package func hasLane(named name: String) -> Bool { trace.threadIDs.contains { trace[$0]?.name == name } }

    /// Whether somebody chooses who goes next now.
    var isSteered: Bool { report.status.wheel != nil && trace.verdict == nil }

    /// What is to be brought about, and how far that is.
    var dare: ShownDare? { report.status.dare }

    /// Whether keys go to what lies over the lanes, is typed or is asked, and to nobody else.
    var isBusy: Bool { screen.isOverlayOpen || screen.isTyping || screen.question != nil }

    var isOverlayOpen: Bool { screen.isOverlayOpen }

    /// Whether a run goes on now, so that it has to stand still while nobody can look.
    var isRunning: Bool {
        if case .live = playback { return !report.status.isPaused }
        return false
    }

    /// Whether something on the screen changes although nothing happens: time goes on until the end of a run, whatever is shown of
    /// it, and a playhead until it comes to the end, which moves on while a trace is being written.
    var isMoving: Bool {
        if history.hasMoreToLookAt { return true }
        return switch playback {
        case .live: screen.playsPast || isRunning && trace.verdict == nil
        case .replay(let player): !player.isPaused && !(screen.isLive && report.hasEnded)
        case .rerun(let rerun): rerun.isPlaying
        }
    }

    /// Where a recorded run is that happens once more; nil for any other.
    package var rerun: Rerun? {
        if case .rerun(let rerun) = playback { return rerun }
        return nil
    }

    // MARK: What happens

    mutating func take(_ batch: EventBatch) {
        guard !batch.isEmpty else { return }
        let fallen = history.append(batch)
        look()
        guard fallen > 0 else { return }
        screen.forget(fallen, in: trace)
        for index in printed.indices { printed[index].forget(fallen) }
    }

    /// Looks for findings. Of what happens on a screen in portions, so that no frame waits for a long trace; of what is recorded
    /// everything, so that the same recording has the same frames.
    private mutating func look() {
        guard history.hasMoreToLookAt else { return }
        if case .rerun = playback { return history.look(atMost: .max) }
        history.look(atMost: Self.lookedAt)
    }

    /// A line that was printed past the run. The last ones are kept.
    mutating func take(printed text: String, isError: Bool) {
        if printed.count >= 2 * Self.printedLimit { printed.removeFirst(Self.printedLimit) }
        printed.append(
            PrintedText(
                position: trace.count, time: max(report.status.now, trace.end), text: text, isError: isError))
    }

    mutating func take(_ report: RunReport) {
        self.report = report
        look()
        guard report.listings.count != listingCount else { return }
        listingCount = report.listings.count
        sources = SourceListings(ownSources.merging(report.listings) { $1 })
    }

    /// To the start of a trace that is there as a whole.
    package mutating func rewind(with batch: EventBatch) {
        take(batch)
        screen.rewind(trace: trace)
    }

    /// Stands behind a step, or at the end where there are fewer.
    package mutating func stand(behind step: Int) { screen.stand(behind: step, in: trace) }

    /// Everything that was recorded up to a moment, at once.
    package mutating func begin(at instant: Instant) {
        changeRerun { $0.begin(at: instant) }
        takeFromRerun()
    }

    /// The first so many steps of what was recorded, at once.
    package mutating func begin(behind steps: Int) {
        changeRerun { rerun in
            while rerun.stepCount < steps, !rerun.isOver { rerun.step() }
        }
        takeFromRerun()
    }

    // MARK: Other ways

    /// A run as it was when another one was shown.
    private struct LeftRun: Sendable {
        let history: RunHistory
        let report: RunReport
        let screen: LaneScreen
        let printed: [PrintedText]
    }

    /// Another run is shown that goes another way from somewhere on: it stands there, and everything else is as it was.
    mutating func take(_ branch: Branch, _ batch: EventBatch) {
        let standing = screen.branches.standing(of: trace, history.analysis, status)
        leave()
        screen.branches.add(branch, leaving: standing)
        history.restart()
        take(batch)
        screen.standAtPresent()
    }

    /// One of the runs is shown as it was, with what happened in it where it had to be run once more.
    mutating func show(run: Int, _ batch: EventBatch?) {
        let standing = screen.branches.standing(of: trace, history.analysis, status)
        var branches = screen.branches
        branches.visit(run, leaving: standing)
        guard let known = left[run] else { return }
        leave()
        let other = screen
        (history, report, screen, printed) = (known.history, known.report, known.screen, known.printed)
        screen.takeOver(from: other, branches)
        guard let batch else { return }
        history.restart()
        take(batch)
    }

    private mutating func leave() {
        left[screen.branches.current] = LeftRun(
            history: history, report: report, screen: screen, printed: printed)
    }

    /// So much real time has gone by.
    mutating func elapse(_ time: Duration, until stop: Player.Stop?, idleLimit: Duration?) {
        switch playback {
        case .live:
            guard screen.playsPast else { return }
            let player = Player(speed: report.status.speed)
            _ = screen.play(by: player.ownTime(time), trace: trace, status: status)
        case .replay(let player):
            guard !player.isPaused else { return }
            _ = screen.play(by: player.ownTime(time), trace: trace, status: status)
            if screen.isLive, report.hasEnded { changePlayer { $0.isPaused = true } }
        case .rerun:
            changeRerun {
                $0.advance(by: time, until: stop)
                if let idleLimit { $0.skipIdleTime(longerThan: idleLimit, until: stop) }
            }
            takeFromRerun()
        }
    }

    /// The run has begun anew.
    mutating func restart() {
        history.restart()
        printed = []
        left = [:]
    }

    private mutating func takeFromRerun() {
        guard case .rerun(var rerun) = playback else { return }
        take(rerun.take())
        playback = .rerun(rerun)
    }

    private mutating func changeRerun(_ body: (inout Rerun) -> Void) {
        guard case .rerun(var rerun) = playback else { return }
        body(&rerun)
        playback = .rerun(rerun)
    }

    private mutating func changePlayer(_ body: (inout Player) -> Void) {
        switch playback {
        case .live: break
        case .replay(var player):
            body(&player)
            playback = .replay(player)
        case .rerun: changeRerun { body(&$0.player) }
        }
    }

    // MARK: What is wanted

    func action(for key: Key) -> Action? { screen.action(for: key, isSteered: report.status.wheel != nil) }

    func action(for event: MouseEvent, _ glyphs: Glyphs, _ size: Size) -> Action {
        screen.action(
            for: event, trace: trace, status: status, analysis: history.analysis, glyphs: glyphs, size: size)
    }

    /// Whether characters are text now.
    var takesText: Bool { screen.isTyping && !isOverlayOpen }

    mutating func apply(_ action: Action, _ size: Size) -> Effect? {
        notice = nil
        let effect = screen.apply(
            action, trace: trace, status: status, analysis: history.analysis, sources: sources, size: size)
        guard let effect else {
            let wantsMore = action == .togglePause || action == .step || action == .stepThread
            if wantsMore, trace.verdict != nil, screen.isLive {
                notice = "the run is over: R \(status.isReplay ? "plays" : "runs") it again"
            }
            return nil
        }
        return carryOut(effect)
    }

    /// What is played is moved here, what runs elsewhere.
    private mutating func carryOut(_ effect: Effect) -> Effect? {
        if case .live = playback { return effect }
        switch (effect, playback) {
        case (.pause, _): changePlayer { $0.isPaused = true }
        case (.resume, _): changePlayer { $0.isPaused = false }
        case (.setSpeed(let speed), .rerun): changePlayer { $0.speed = speed ?? $0.speed }
        case (.setSpeed(let speed), _): changePlayer { $0.speed = speed }
        case (.step, _): changeRerun { $0.step() }
        case (.stepThread(let thread), _): changeRerun { $0.step(of: thread) }
        case (.restart, _):
            changeRerun { $0.restart() }
            restart()
        default: return effect
        }
        takeFromRerun()
        return nil
    }

    /// - Returns: whether there is a lane of this name.
    mutating func select(threadNamed name: String, _ size: Size) -> Bool {
        screen.select(
            threadNamed: name, trace: trace, status: status, analysis: history.analysis, size: size)
    }

    // MARK: What is shown

    private var status: RunStatus {
        var status = report.status
        switch playback {
        case .live: break
        case .replay(let player):
            (status.speed, status.isPaused, status.isReplay) = (player.speed, player.isPaused, true)
        case .rerun(let rerun):
            (status.speed, status.isPaused) = (rerun.player.speed, rerun.player.isPaused)
            status.now = rerun.now
            if status.isPaused {
                status.next = rerun.next
                status.upcoming = selectedThread.flatMap(rerun.upcoming)
                status.nextOperation = rerun.next.flatMap(rerun.upcoming)
            }
        }
        status.canGoBack = canGoBack
        status.isInLesson = isInLesson
        status.branch = screen.branches.place
        status.notice = notice ?? status.notice
        status.recording = recording
        status.printed = printed
        return status
    }

    /// Where the lane of the first thread of this name is, and from which column on it is empty; nil where it is not in view.
    func area(ofLaneNamed name: String, _ glyphs: Glyphs, _ size: Size) -> Area? {
        screen.area(
            ofLaneNamed: name, trace: trace, status: status, analysis: history.analysis, size: size)
    }

    mutating func frame(_ theme: Theme, _ glyphs: Glyphs, _ size: Size) -> Frame {
        let status = status
        return screen.nextFrame(
            trace: trace, status: status, analysis: history.analysis, sources: sources, theme: theme,
            glyphs: glyphs, size: size)
    }
}
