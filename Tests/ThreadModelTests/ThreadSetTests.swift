import Testing

@testable import ThreadModel

@Suite struct ThreadSetTests {
    @Test func `it has what was put in and not taken out, in order, beyond 64 threads too`() {
        var generator = SplitMix64(seed: 7)
        var set = ThreadSet()
        var expected: Set<Int> = []
        for _ in 0..<2_000 {
            let index = Int.random(in: 0..<200, using: &generator)
            if Bool.random(using: &generator) {
                set.insert(index)
                expected.insert(index)
            } else {
                set.remove(index)
                expected.remove(index)
            }
            let sorted = expected.sorted()
            #expect(Array(set) == sorted)
            let position = Int.random(in: 0..<200, using: &generator)
            #expect(set[position] == (position < sorted.count ? sorted[position] : nil))
            #expect(set.first(after: index) == sorted.first { $0 > index })
        }
    }

    @Test(arguments: [0, 63, 64, 127, 128])
    func `the last of a word is found, and nothing behind it`(index: Int) {
        var set = ThreadSet()
        #expect(set[0] == nil)
        #expect(set.first(after: index) == nil)
        set.insert(index)
        #expect(set.first(after: index - 1) == index)
        #expect(set.first(after: index) == nil)
        #expect(set[0] == index)
        #expect(set[1] == nil)
    }
}
