import Testing
import ThreadModel

@Suite struct TimerTests {
    @Test func `a new timer is armed and fires once`() {
        var timer = TimerState()
        #expect(timer.phase == .armed)
        #expect(timer.fire() == true)
        #expect(timer.phase == .fired)
        #expect(timer.fire() == false)
    }

    @Test func `what was cancelled does not fire, and can be cancelled again`() {
        var timer = TimerState()
        #expect(timer.cancel() == true)
        #expect(timer.phase == .cancelled)
        #expect(timer.fire() == false)
        #expect(timer.cancel() == true)
        #expect(timer.phase == .cancelled)
    }

    @Test func `it is too late to cancel what has fired`() {
        var timer = TimerState()
        #expect(timer.fire() == true)
        #expect(timer.cancel() == false)
        #expect(timer.phase == .fired)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `firing and cancelling: the first that comes wins for good`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var timer = TimerState()
            var history: [TimerState.Phase] = []
            for _ in 0..<6 {
                let fires = Bool.random(using: &random)
                history.append(fires ? .fired : .cancelled)
                let answer = fires ? timer.fire() : timer.cancel()
                try #require(timer.phase == history[0])
                try #require(answer == (fires ? history == [.fired] : history[0] == .cancelled))
            }
        }
    }
}
