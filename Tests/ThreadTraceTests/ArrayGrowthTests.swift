import Testing

@testable import ThreadTrace

@Suite struct ArrayGrowthTests {
    @Test func `a long array has room for half as many again at most, and seldom moves`() {
        var numbers: [UInt32] = []
        var capacities: Set<Int> = []
        var mostToSpare = 0.0
        for number in 0..<200_000 as Range<UInt32> {
            numbers.appendSparingly(number)
            capacities.insert(numbers.capacity)
            if number >= 50_000 {
                mostToSpare = max(mostToSpare, Double(numbers.capacity) / Double(numbers.count) - 1)
            }
        }
        #expect(numbers.elementsEqual(0..<200_000))
        // The allocator rounds up, to a page at most.
        #expect(mostToSpare < 0.53)
        #expect(capacities.count < 40)
    }
}
