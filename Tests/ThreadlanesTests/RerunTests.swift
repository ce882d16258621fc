import Testing
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@testable import LaneView
@testable import Threadlanes

/// A recorded run that happens once more.
@Suite struct RerunTests {
    private let recording: RecordedRun

    init() throws {
        recording = try RecordedRun(Scenario.lock, .random(seed: 7), limit: Instant(seconds: 600))
    }

    private func rerun(_ recording: RecordedRun, speed: Double = 1) -> Rerun {
        Rerun(recording.batch, end: recording.end, player: Player(speed: speed))
    }

    private var events: [ThreadTrace.Event] { recording.batch.events }

    @Test func `events come out when the clock reaches them, each once`() throws {
        var rerun = rerun(recording)
        var seen: [ThreadTrace.Event] = []
        while rerun.isPlaying {
            rerun.advance(by: .milliseconds(70))
            let batch = rerun.take()
            #expect(batch.events.allSatisfy { $0.time <= rerun.now })
            seen += batch.events
            let next = seen.count < events.count ? events[seen.count].time : .distantFuture
            #expect(next > rerun.now)
        }
        #expect(seen == events)
        #expect(rerun.now == events.last?.time)
    }

    @Test func `twice the speed takes half the time`() {
        var rerun = rerun(recording, speed: 2)
        rerun.advance(by: .seconds(1))
        #expect(rerun.now == Instant(seconds: 2))
    }

    @Test func `the clock stops at a step, exactly`() {
        var rerun = rerun(recording)
        while !rerun.advance(by: .milliseconds(100), until: .step(40)) {}
        #expect(rerun.stepCount == 40)
        #expect(rerun.now == events.first { $0.step == 40 }?.time)
    }

    @Test func `the clock stops at a time, exactly`() {
        var rerun = rerun(recording)
        while !rerun.advance(by: .milliseconds(300), until: .time(Instant(seconds: 1.25))) {}
        #expect(rerun.now == Instant(seconds: 1.25))
    }

    @Test func `a step is one step, whoever it is of`() throws {
        var rerun = rerun(recording)
        for step in 1...30 {
            rerun.step()
            #expect(rerun.stepCount == step)
            #expect(!rerun.isPlaying)
        }
        let thread = try #require(events.last { $0.kind == .acquire }?.thread)
        rerun.step(of: thread)
        _ = rerun.take()
        #expect(events.last { $0.step == rerun.stepCount && $0.kind.isStep }?.thread == thread)
    }

    @Test func `while it stands, it tells what the selected thread will do`() throws {
        var rerun = rerun(recording)
        rerun.step()
        let next = try #require(events.first { $0.kind.isStep && $0.step == 2 })
        #expect(rerun.upcoming(of: ThreadID(1))?.kind == next.kind)
        #expect(rerun.next == next.thread)
    }

    @Test func `a restart shows the same again`() {
        var rerun = rerun(recording)
        rerun.advance(by: .seconds(3))
        let before = rerun.take().events
        rerun.restart()
        #expect(rerun.now == .zero)
        rerun.advance(by: .seconds(3))
        #expect(rerun.take().events == before)
    }

    @Test func `times in which nothing happens are cut short`() {
        var rerun = rerun(recording)
        var frames = 0
        while rerun.isPlaying {
            rerun.advance(by: .milliseconds(50))
            rerun.skipIdleTime(longerThan: .milliseconds(200), until: nil)
            frames += 1
        }
        // Five sleeps of a second.
        #expect((20...40).contains(frames))
    }

    @Test func `a run that is cut off ends there`() throws {
        var recording = recording
        recording.cut(at: Instant(seconds: 1.5))
        var rerun = rerun(recording)
        while rerun.isPlaying { rerun.advance(by: .milliseconds(400)) }
        #expect(rerun.now == Instant(seconds: 1.5))
        #expect(rerun.take().events.allSatisfy { $0.time <= Instant(seconds: 1.5) })
    }

    @Test func `a run without an end is followed for as long as one likes`() throws {
        let endless = Scenario("endless", title: "", summary: "") {
            while true { try Threading.sleep(for: .seconds(1)) }
        }
        let recording = try RecordedRun(endless, .random(seed: 1), limit: Instant(seconds: 30))
        #expect(recording.cut == Instant(seconds: 30))
        #expect(recording.batch.events.allSatisfy { $0.time <= Instant(seconds: 30) && $0.kind != .verdict })
    }
}
