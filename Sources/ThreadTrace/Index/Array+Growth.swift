extension Array {
    /// Appends. Where room is lacking it makes it for half as many elements as there are, where `append` does for as many.
    ///
    /// For the few long arrays of a trace and its analysis, whose room to spare would be most of what they waste; the many short
    /// ones of lanes would be copied too often. O(1) amortized.
    package mutating func appendSparingly(_ element: Element) {
        if count == capacity { reserveCapacity(count + count / 2 + 1) }
        append(element)
    }
}
