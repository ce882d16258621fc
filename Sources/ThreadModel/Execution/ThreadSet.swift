/// Some of an execution's threads, by their places in order of creation: the first 64 in a word that is at hand at every step, as few
/// executions have more.
struct ThreadSet: Sequence, Sendable {
    private var word: UInt64 = 0
    /// The threads behind those.
    private var others: [UInt64] = []

    mutating func insert(_ index: Int) {
        if index < 64 { return word |= 1 << index }
        while others.count < index / 64 { others.append(0) }
        others[index / 64 - 1] |= 1 << (index % 64)
    }

    mutating func remove(_ index: Int) {
        if index < 64 { return word &= ~(1 << index) }
        guard index / 64 <= others.count else { return }
        others[index / 64 - 1] &= ~(1 << (index % 64))
    }

    /// The one that so many come before; nil where there are not so many. O(threads / 64 + position).
    subscript(position: Int) -> Int? {
        var rest = position
        for place in 0...others.count {
            var word = place == 0 ? self.word : others[place - 1]
            let count = word.nonzeroBitCount
            guard rest < count else {
                rest -= count
                continue
            }
            for _ in 0..<rest { word &= word - 1 }
            return place * 64 + word.trailingZeroBitCount
        }
        return nil
    }

    /// The next one in order of creation.
    func first(after index: Int) -> Int? {
        let start = index + 1
        for place in start / 64..<Swift.max(others.count + 1, start / 64) {
            var word = place == 0 ? self.word : others[place - 1]
            if place == start / 64 { word &= .max << (start % 64) }
            if word != 0 { return place * 64 + word.trailingZeroBitCount }
        }
        return nil
    }

    func makeIterator() -> Iterator { Iterator(set: self) }

    struct Iterator: IteratorProtocol {
        fileprivate let set: ThreadSet
        fileprivate var last = -1

        mutating func next() -> Int? {
            guard let next = set.first(after: last) else { return nil }
            last = next
            return next
        }
    }
}
