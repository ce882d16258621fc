import OrderedCollections

/// Gives texts their numbers, the same for the same text, as long as it remembers it: so that who tells of a run for ever does not keep
/// every text that was ever told.
package struct NameInterner: Sendable {
    private var texts: OrderedSet = [""]
    /// The number of the first.
    private var first: Int32 = 0
    /// How many were still needed when the others were forgotten.
    private var needed = 0
    private let limit: Int

    /// - Parameter limit: so many texts are remembered, beyond twice those that are needed.
    package init(limit: Int = 1 << 16) {
        self.limit = limit
        texts.reserveCapacity(12)
    }

    /// Number 0 is the empty text, always.
    package mutating func intern(_ text: String) -> (isNew: Bool, name: NameID) {
        if text.isEmpty { return (false, NameID(0)) }
        let (isNew, index) = texts.append(text)
        return (isNew, NameID(first &+ Int32(truncatingIfNeeded: index)))
    }

    /// The text of a number that is remembered.
    package subscript(name: NameID) -> String {
        let index = Int(UInt32(bitPattern: name.number &- first))
        return name.number != 0 && index < texts.count ? texts[index] : ""
    }

    /// Whether it is time to forget.
    package var isFull: Bool { texts.count >= limit + 2 * needed }

    /// Forgets everything. Who still means a text asks what was remembered for it, and interns it again.
    ///
    /// - Parameter renumber: gives what is still needed its new number.
    /// - Returns: the number below which none is used any more.
    package mutating func forget(renumber: (_ before: NameInterner, _ now: inout NameInterner) -> Void)
        -> NameID
    {
        let before = self
        first &+= Int32(truncatingIfNeeded: texts.count)
        texts = []
        renumber(before, &self)
        needed = texts.count
        return NameID(first)
    }
}
