import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// What happens goes in, what has to be done comes out.
@Suite struct AppModelTests {
    private static let size = Size(columns: 100, rows: 30)
    private let appearance: Appearance

    init() throws { appearance = Appearance(themes: try Theme.builtIn(), theme: "dark", glyphs: .unicode) }

    private func browser() -> AppModel {
        AppModel(appearance, browser: BrowserScreen(Samples.entries), size: Self.size)
    }

    private func lanes(
        _ playback: LanesModel.Playback = .live, _ sample: (trace: Trace, status: RunStatus)? = nil,
        isPaused: Bool = false, over model: AppModel? = nil
    ) -> AppModel {
        let sample = sample ?? Samples.lock()
        var status = sample.status
        status.isPaused = isPaused
        var model = model ?? AppModel(appearance, size: Self.size)
        _ = model.update(.opened(LanesModel(playback, RunReport(status, hasEnded: true))))
        _ = model.update(.events(sample.trace.events()))
        return model
    }

    private func replay(isPaused: Bool) -> AppModel {
        var lanes = LanesModel(
            .replay(Player(isPaused: isPaused)), RunReport(Samples.deadlock().status, hasEnded: true))
        lanes.rewind(with: Samples.deadlock().trace.events())
        var model = AppModel(appearance, size: Self.size)
        _ = model.update(.opened(lanes))
        return model
    }

    private func press(_ model: inout AppModel, _ keys: Key...) -> [Effect] {
        keys.flatMap { model.update(.terminal(.key($0))) }
    }

    private func text(_ model: inout AppModel) -> String { model.frame().frame.text }

    // MARK: Browser

    @Test func `in the browser Enter runs what is selected, and F10 quits`() {
        var model = browser()
        #expect(press(&model, .enter) == [.run(Samples.entries[0].name)])
        #expect(press(&model, .down, .enter) == [.run(Samples.entries[1].name)])
        #expect(press(&model, .character("q")).isEmpty)
        #expect(press(&model, .function(10)) == [.quit])
    }

    @Test func `what is selected is shown small, where there is room, and not under lanes`() {
        var model = browser()
        #expect(model.previewed == Samples.entries[0].name)
        _ = press(&model, .down)
        #expect(model.previewed == Samples.entries[1].name)
        _ = model.update(.terminal(.resize(Size(columns: 50, rows: 12))))
        #expect(model.previewed == nil)
        _ = model.update(.terminal(.resize(Self.size)))
        #expect(model.previewed != nil)
        model = lanes(over: model)
        #expect(model.previewed == nil)
    }

    @Test func `Esc leads from the lanes back to the browser when their run has ended`() {
        var model = lanes(over: browser())
        #expect(text(&model).contains("shared.lock"))
        #expect(press(&model, .escape) == [.back])
        // The last events are still to come.
        #expect(model.lanes != nil)
        _ = model.update(.closed)
        #expect(model.lanes == nil)
        #expect(text(&model).contains("see threads run"))
    }

    @Test func `Esc leads nowhere where there is no browser`() {
        var model = lanes()
        #expect(press(&model, .escape).isEmpty)
    }

    // MARK: Lanes

    @Test func `what is wanted of a run is an effect`() {
        var running = lanes()
        #expect(press(&running, .character(" ")) == [.pause])
        #expect(press(&running, .character(".")) == [.pause])
        #expect(press(&running, .character("]")).isEmpty)
        #expect(press(&running, .character("+")).isEmpty)
        #expect(press(&running, .character("R")) == [.restart])
        var paused = lanes(isPaused: true)
        #expect(press(&paused, .character(" ")) == [.resume])
    }

    @Test func `a restart forgets the trace when the run has begun anew`() {
        var model = lanes()
        _ = press(&model, .character("R"))
        #expect(model.lanes?.trace.count ?? 0 > 0)
        _ = model.update(.restarted)
        #expect(model.lanes?.trace.count == 0)
    }

    @Test func `what is over says so, and how it is run again`() {
        var model = lanes(.live, Samples.deadlock())
        #expect(press(&model, .character(".")).isEmpty)
        #expect(text(&model).contains("✖"))
        var finished = TraceBuilder()
        let main = finished.thread("main")
        finished.begin(main)
        finished.end(.finished)
        model = lanes(.live, (finished.trace, RunStatus(scenario: "done", title: "")))
        _ = press(&model, .character("."))
        #expect(text(&model).contains("the run is over: R runs it again"))
    }

    @Test func `an answer stays until the next key`() {
        var model = lanes()
        _ = model.update(.answer("worker-1 sleeps"))
        #expect(text(&model).contains("worker-1 sleeps"))
        _ = press(&model, .down)
        #expect(!text(&model).contains("worker-1 sleeps"))
    }

    @Test func `a notice lies over any screen until the next key`() {
        for var model in [browser(), lanes()] {
            _ = model.update(.notice("no space left"))
            #expect(text(&model).contains("no space left"))
            _ = press(&model, .down)
            #expect(!text(&model).contains("no space left"))
        }
    }

    // MARK: Overlays

    @Test func `help takes the keys of the screen behind it, but for pausing, recording and colours`() {
        var model = lanes()
        _ = press(&model, .character("?"))
        #expect(text(&model).contains("─ help ─"))
        #expect(press(&model, .character("."), .character("R")).isEmpty)
        #expect(press(&model, .character(" ")) == [.pause])
        #expect(press(&model, .character("r")) == [.record])
        let before = model.theme
        _ = press(&model, .character("t"))
        #expect(model.theme != before)
        _ = press(&model, .character("P"))
        #expect(!text(&model).contains("─ theme ─"))
        #expect(press(&model, .character("q")).isEmpty)
        #expect(!text(&model).contains("─ help ─"))
        #expect(press(&model, .character("q")) == [.quit])
    }

    @Test func `who looks at details can step`() {
        var model = lanes(isPaused: true)
        _ = press(&model, .enter)
        #expect(text(&model).contains("MainThread, thread 1"))
        #expect(press(&model, .character(".")) == [.step])
        #expect(text(&model).contains("MainThread, thread 1"))
        _ = press(&model, .tab)
        #expect(text(&model).contains("worker-0, thread 2"))
        #expect(press(&model, .escape).isEmpty)
        #expect(!text(&model).contains("thread 2"))
    }

    @Test func `details of nobody do not keep the keys`() {
        var model = lanes(.live, (Trace(), RunStatus(scenario: "empty", title: "")))
        _ = press(&model, .enter)
        #expect(press(&model, .character("q")) == [.quit])
    }

    @Test func `the theme picker leaves pausing to the run, and nothing else`() {
        var model = lanes()
        let before = model.theme
        _ = press(&model, .character("P"), .down)
        #expect(text(&model).contains("─ theme ─"))
        #expect(model.theme != before)
        #expect(press(&model, .character(" ")) == [.pause])
        #expect(press(&model, .character("."), .character("r"), .character("q")).isEmpty)
        #expect(model.theme == before)
        #expect(!text(&model).contains("─ theme ─"))
    }

    // MARK: Replay

    @Test func `a saved run is played by the model itself`() {
        var model = replay(isPaused: true)
        #expect(model.pace == .standing)
        #expect(press(&model, .character(" ")).isEmpty)
        #expect(model.pace == .moving)
        _ = model.update(.elapsed(.milliseconds(700)))
        #expect(text(&model).contains("0.70 s of 1.30 s"))
        #expect(press(&model, .character("["), .character("+")).isEmpty)
        _ = model.update(.elapsed(.seconds(2)))
        #expect(model.pace == .standing)
        #expect(text(&model).contains("✖ deadlocked"))
        #expect(press(&model, .character(",")).isEmpty)
        #expect(text(&model).contains("step 4 of 5"))
        #expect(press(&model, .character("R")).isEmpty)
        #expect(model.pace == .moving)
        #expect(press(&model, .character("s")) == [.save])
    }

    @Test func `a trace that is still being written is followed at its end`() {
        var model = AppModel(appearance, size: Self.size)
        let sample = Samples.lock()
        _ = model.update(.opened(LanesModel(.replay(Player()), RunReport(sample.status))))
        #expect(model.pace == .moving)
        _ = model.update(.elapsed(.seconds(1)))
        #expect(model.pace == .moving)
        _ = model.update(.events(sample.trace.events()))
        _ = model.update(.told(RunReport(sample.status, hasEnded: true)))
        _ = model.update(.elapsed(.seconds(1)))
        #expect(model.pace == .standing)
    }

    // MARK: A recorded run that happens once more

    @Test func `a recorded run looks as if it happened now, and stops where it is told to`() {
        let sample = Samples.deadlock()
        let rerun = Rerun(sample.trace.events(), end: sample.trace.end, player: Player(speed: 2))
        var model = AppModel(appearance, size: Self.size)
        _ = model.update(.opened(LanesModel(.rerun(rerun), RunReport(sample.status))))
        #expect(model.lanes?.trace.count == 0)
        _ = model.update(.elapsed(.milliseconds(500)))
        #expect(model.lanes?.rerun?.now == Instant(nanoseconds: 1_000_000_000))
        #expect(!text(&model).contains("replay"))
        #expect(press(&model, .character("R")).isEmpty)
        #expect(model.lanes?.trace.count == 0)
        _ = model.update(.elapsed(.seconds(5), until: .step(2)))
        #expect(model.lanes?.rerun?.stepCount == 2)
        // The first pauses it where it is.
        #expect(press(&model, .character(".")).isEmpty)
        #expect(model.lanes?.rerun?.stepCount == 2)
        #expect(press(&model, .character(".")).isEmpty)
        #expect(model.lanes?.rerun?.stepCount == 3)
        #expect(model.lanes?.trace.stepCount == 3)
    }

    // MARK: The process

    @Test func `a run stands still while the process does`() {
        var running = lanes()
        #expect(running.update(.terminal(.suspended)) == [.pause, .suspend, .resume])
        var paused = lanes(isPaused: true)
        #expect(paused.update(.terminal(.suspended)) == [.suspend])
        var browser = browser()
        #expect(browser.update(.terminal(.suspended)) == [.suspend])
        #expect(browser.update(.terminal(.resumed)).isEmpty)
    }

    @Test func `a signal that ends the process ends it whatever is open`() {
        for var model in [browser(), lanes(), replay(isPaused: false)] {
            _ = press(&model, .character("?"))
            #expect(model.update(.terminal(.quitSignal(15))) == [.die(signal: 15)])
        }
    }

    @Test func `the window may change at any time`() {
        for var model in [browser(), lanes()] {
            let small = Size(columns: 40, rows: 10)
            #expect(model.update(.terminal(.resize(small))).isEmpty)
            #expect(model.frame().frame.size == small)
        }
    }

    // MARK: A run of which the last part is kept

    /// `count` times the same two steps, one after the other.
    private func steps(_ count: Int, from start: Int) -> EventBatch {
        var batch = EventBatch()
        for step in start..<start + count {
            batch.events.append(
                Event(
                    time: Instant(nanoseconds: Int64(step) * 100_000_000), thread: ThreadID(1), kind: .log,
                    activity: .running, value: 1, detail: MessageLevel.info.rawValue, step: UInt32(step)))
        }
        return batch
    }

    @Test func `what is forgotten is said, and who looks at it is taken to what is left`() {
        var model = AppModel(appearance, size: Self.size)
        let status = RunStatus(scenario: "endless", title: "", file: "", schedule: "")
        _ = model.update(.opened(LanesModel(.live, RunReport(status), keepingLast: 100)))
        var run = TraceBuilder()
        _ = run.thread("talker")
        var batch = run.trace.events()
        batch.names.append("said")
        _ = model.update(.events(batch))
        _ = model.update(.events(steps(100, from: 1)))
        #expect(!text(&model).contains("kept from"))
        _ = press(&model, .home)
        _ = model.update(.events(steps(100, from: 101)))
        #expect(text(&model).contains("kept from 9.90 s"), "\(text(&model))")
        #expect(text(&model).contains("◀ 9.90 s of 20.00 s"))
        _ = press(&model, .end, .character(","), .home)
        #expect(text(&model).contains("events before 9.90 s are no longer kept"))
        _ = press(&model, .character(","))
        #expect(text(&model).contains("events before 9.90 s are no longer kept"))
        _ = press(&model, .character("."))
        #expect(text(&model).contains("step 100 of 200"))
        _ = model.update(.restarted)
        #expect(!text(&model).contains("kept from"))
    }

    // MARK: Recording, and when to draw

    @Test func `a recording is told as long as it is made, and its length is counted though nothing moves`() {
        var model = lanes(isPaused: true)
        #expect(press(&model, .character("r")) == [.record])
        _ = model.update(.recording(Recording(length: .seconds(3), bytes: 2_000)))
        #expect(model.pace == .recorded)
        #expect(text(&model).contains("REC 0:03"))
        _ = model.update(.elapsed(.milliseconds(250)))
        #expect(model.isStale)
        _ = model.update(.recording(nil))
        #expect(model.pace == .standing)
        #expect(!text(&model).contains("REC"))
    }

    @Test func `nothing is drawn again that nothing has happened to`() {
        var model = lanes(isPaused: true)
        _ = model.frame()
        #expect(!model.isStale)
        _ = model.update(.elapsed(.seconds(1)))
        _ = model.update(.events(EventBatch()))
        _ = model.update(.recording(nil))
        #expect(!model.isStale)
        _ = press(&model, .down)
        #expect(model.isStale)
    }
}
