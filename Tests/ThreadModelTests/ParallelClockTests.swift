import Testing
import ThreadTrace

@testable import ThreadModel

/// The clock of runs in which the operating system decides.
@Suite struct ParallelClockTests {
    private func clock(_ speed: Speed = .normal, isPaused: Bool = false, real: Int64 = 5_000) -> RunClock {
        RunClock(.monotonic, speed: speed, isPaused: isPaused, real: real)
    }

    @Test(
        arguments: [(.normal, 300), (.times(2), 600), (.times(0.5), 150), (.times(0), 0), (.max, 300)]
            as [(Speed, Int64)])
    func `it shows real time times its speed`(speed: Speed, expected: Int64) {
        #expect(clock(speed).now(real: 5_000) == .zero)
        #expect(clock(speed).now(real: 5_300).nanoseconds == expected)
    }

    @Test func `however long it runs, however fast, it goes on`() {
        let day: Int64 = 86_400_000_000_000
        #expect(clock(.times(1_000_000)).now(real: 2 * day) > clock().now(real: 2 * day))
    }

    @Test func `what goes by while it is held is none of the run's`() {
        var clock = RunClock(.monotonic, speed: .normal, isPaused: false, isHeld: true, real: 5_000)
        #expect(clock.now(real: 9_000) == .zero)
        clock.set(isHeld: false, real: 9_000)
        #expect(clock.now(real: 9_300).nanoseconds == 300)
    }

    @Test func `it stands still while paused and goes on from there`() {
        var clock = clock()
        clock.set(isPaused: true, real: 5_100)
        #expect(clock.isPaused)
        #expect(clock.now(real: 9_999).nanoseconds == 100)
        clock.set(isPaused: false, real: 10_000)
        #expect(clock.now(real: 10_000).nanoseconds == 100)
        #expect(clock.now(real: 10_050).nanoseconds == 150)
    }

    @Test func `a change of speed does not move it`() {
        var clock = clock()
        clock.set(speed: .times(10), real: 5_100)
        #expect(clock.speed == .times(10))
        #expect(clock.now(real: 5_100).nanoseconds == 100)
        #expect(clock.now(real: 5_110).nanoseconds == 200)
    }

    @Test func `a change of speed while it is paused counts from the end of the pause`() {
        var clock = clock(isPaused: true)
        clock.set(speed: .times(3), real: 6_000)
        #expect(clock.now(real: 7_000) == .zero)
        clock.set(isPaused: false, real: 7_000)
        #expect(clock.now(real: 7_100).nanoseconds == 300)
    }

    @Test func `it jumps forward, never back`() {
        var clock = clock()
        clock.jump(to: Instant(nanoseconds: 1_000), real: 5_100)
        #expect(clock.now(real: 5_100).nanoseconds == 1_000)
        #expect(clock.now(real: 5_150).nanoseconds == 1_050)
        clock.jump(to: Instant(nanoseconds: 500), real: 5_150)
        #expect(clock.now(real: 5_150).nanoseconds == 1_050)
    }

    @Test func `a jump while it is paused stays where it came to`() {
        var clock = clock(isPaused: true)
        clock.jump(to: Instant(nanoseconds: 1_000), real: 6_000)
        #expect(clock.now(real: 8_000).nanoseconds == 1_000)
    }

    @Test func `steps cost no time but the real`() {
        var clock = clock()
        clock.takeStep(real: 5_100)
        #expect(clock.now(real: 5_100).nanoseconds == 100)
    }

    @Test func `deadlines are exact`() {
        let start = Instant(nanoseconds: 123)
        #expect(
            clock().deadline((.nanoseconds(4_567) as Duration).nanoseconds, from: start).nanoseconds == 4_690)
        #expect(
            clock().deadline((.seconds(Int64.max) as Duration).nanoseconds, from: start) == .distantFuture)
    }

    @Test func `it knows the real time of an instant, unless it never comes`() {
        #expect(clock(.times(2)).real(at: Instant(nanoseconds: 100)) == 5_050)
        #expect(clock(.times(3)).real(at: Instant(nanoseconds: 100)) == 5_034)
        #expect(clock(isPaused: true).real(at: Instant(nanoseconds: 100)) == nil)
        #expect(clock(.times(0)).real(at: Instant(nanoseconds: 100)) == nil)
        #expect(clock().real(at: .distantFuture) == nil)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `it sums up what each stretch of real time was worth, and never runs back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var real = Int64.random(in: 0..<1_000_000_000, using: &random)
        var clock = clock(real: real)
        var factor = 1.0
        var isPaused = false
        var expected = 0.0
        var previous = Instant.zero
        for change in 0..<2_000 {
            let elapsed = Int64.random(in: 0..<3_000_000, using: &random)
            real += elapsed
            expected += isPaused ? 0 : Double(elapsed) * factor
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                isPaused.toggle()
                clock.set(isPaused: isPaused, real: real)
            case 1:
                factor = Double.random(in: 0...8, using: &random)
                clock.set(speed: .times(factor), real: real)
            case 2:
                let target = clock.now(real: real).nanoseconds + .random(in: -1_000...1_000, using: &random)
                clock.jump(to: Instant(nanoseconds: target), real: real)
                expected = max(expected, Double(target))
            default: break
            }
            let now = clock.now(real: real)
            try #require(now >= previous)
            // Each change rounds down to a nanosecond.
            try #require(abs(Double(now.nanoseconds) - expected) <= Double(change + 2))
            previous = now

            let later = now.advanced(by: .nanoseconds(Int64.random(in: 1...10_000_000, using: &random)))
            if let then = clock.real(at: later) {
                try #require(abs(clock.now(real: then).duration(to: later)) <= .nanoseconds(Int(factor) + 1))
            } else {
                try #require(isPaused || factor < 1e-9)
            }
        }
    }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
