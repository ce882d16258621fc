import Testing
import ThreadModel

@Suite struct EventTests {
    @Test func `a new event is not set`() {
        #expect(!EventState().isSet)
    }

    @Test func `it stays set until it is cleared`() {
        var event = EventState()
        event.set()
        event.set()
        #expect(event.isSet)
        event.clear()
        #expect(!event.isSet)
        event.clear()
        #expect(!event.isSet)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `it is set when the last thing that happened to it was being set`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var event = EventState()
        for _ in 0..<2_000 {
            let isSet = Bool.random(using: &random)
            if isSet { event.set() } else { event.clear() }
            try #require(event.isSet == isSet)
        }
    }
}
