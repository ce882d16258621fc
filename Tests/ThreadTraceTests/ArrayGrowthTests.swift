import Testing

@testable import ThreadTrace

@Suite struct ArrayGrowthTests {
    @Test func `a long array has room for half as many again at most, and seldom moves`() {
        var numbers: [UInt32] = []
        var capacities: Set<Int> = []
        for number in 0..<200_000 as Range<UInt32> {
            numbers.appendSparingly(number)
            capacities.insert(numbers.capacity)
            // The allocator rounds up, to a page at most.
            #expect(numbers.capacity <= numbers.count * 3 / 2 + 1024)
        }
        #expect(numbers.elementsEqual(0..<200_000))
        #expect(capacities.count < 40)
    }
}
