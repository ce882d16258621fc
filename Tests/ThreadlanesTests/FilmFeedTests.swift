import LaneView
import Testing
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@testable import Threadlanes

/// A trace shown as if it were happening.
@Suite struct FilmFeedTests {
    private let recording: RecordedRun

    init() throws {
        recording = try RecordedRun(Scenario.lock, .random(seed: 7), limit: Instant(seconds: 600))
    }

    private var events: [ThreadTrace.Event] { recording.batch.events }

    @Test func `events come out when the clock reaches them, each once`() throws {
        let feed = FilmFeed(recording, speed: 1)
        var seen: [ThreadTrace.Event] = []
        while feed.isPlaying {
            feed.play(.milliseconds(70))
            let batch = feed.take()
            #expect(batch.events.allSatisfy { $0.time <= feed.now })
            seen += batch.events
            let next = seen.count < events.count ? events[seen.count].time : .distantFuture
            #expect(next > feed.now)
        }
        #expect(seen == events)
        #expect(feed.now == events.last?.time)
    }

    @Test func `twice the speed takes half the time`() {
        let feed = FilmFeed(recording, speed: 2)
        feed.play(.seconds(1))
        #expect(feed.now == Instant(seconds: 2))
    }

    @Test func `the clock stops at a step, exactly`() {
        let feed = FilmFeed(recording, speed: 1)
        while !feed.play(.milliseconds(100), until: .step(40)) {}
        #expect(feed.stepCount == 40)
        #expect(feed.now == events.first { $0.step == 40 }?.time)
    }

    @Test func `the clock stops at a time, exactly`() {
        let feed = FilmFeed(recording, speed: 1)
        while !feed.play(.milliseconds(300), until: .time(Instant(seconds: 1.25))) {}
        #expect(feed.now == Instant(seconds: 1.25))
    }

    @Test func `a step is one step, whoever it is of`() throws {
        let feed = FilmFeed(recording, speed: 1)
        for step in 1...30 {
            _ = feed.carryOut(.step, Trace())
            #expect(feed.stepCount == step)
            #expect(!feed.isPlaying)
        }
        let thread = try #require(events.last { $0.kind == .acquire }?.thread)
        _ = feed.carryOut(.stepThread(thread), Trace())
        _ = feed.take()
        #expect(events.last { $0.step == feed.stepCount && $0.kind.isStep }?.thread == thread)
    }

    @Test func `while it stands, it tells what the selected thread will do`() throws {
        let feed = FilmFeed(recording, speed: 1)
        _ = feed.carryOut(.step, Trace())
        let status = feed.status(selected: ThreadID(1))
        let next = try #require(events.first { $0.kind.isStep && $0.step == 2 })
        #expect(status.upcoming?.kind == next.kind)
        #expect(status.next == next.thread)
    }

    @Test func `a restart shows the same again`() {
        let feed = FilmFeed(recording, speed: 1)
        feed.play(.seconds(3))
        let before = feed.take().events
        _ = feed.carryOut(.restart, Trace())
        #expect(feed.now == .zero)
        feed.play(.seconds(3))
        #expect(feed.take().events == before)
    }

    @Test func `times in which nothing happens are cut short`() {
        let feed = FilmFeed(recording, speed: 1)
        var frames = 0
        while feed.isPlaying {
            feed.play(.milliseconds(50))
            feed.skipIdleTime(longerThan: .milliseconds(200), until: nil)
            frames += 1
        }
        // Five sleeps of a second.
        #expect((20...40).contains(frames))
    }

    @Test func `a run that is cut off ends there`() throws {
        var recording = recording
        recording.cut(at: Instant(seconds: 1.5))
        let feed = FilmFeed(recording, speed: 1)
        while feed.isPlaying { feed.play(.milliseconds(400)) }
        #expect(feed.now == Instant(seconds: 1.5))
        #expect(feed.take().events.allSatisfy { $0.time <= Instant(seconds: 1.5) })
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
