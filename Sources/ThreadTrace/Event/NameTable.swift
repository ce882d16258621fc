/// Texts by their numbers: all that there have been, or those that events can still mention.
///
/// Numbers ascend as texts come, and begin anew after 2³² of them. Looking one up costs O(1).
package struct NameTable: Sendable {
    /// Those with consecutive numbers, from `first` on. Number 0 is the empty text.
    private var texts = [""]
    private var first: Int32 = 0
    /// Those of before that are still mentioned.
    private var older: [NameID: String] = [:]

    package init() {}

    /// How many texts are kept.
    package var count: Int { texts.count + older.count }

    /// The texts with consecutive numbers, but for the empty one.
    var consecutive: ArraySlice<String> { first == 0 ? texts.dropFirst() : texts[...] }

    var consecutiveCount: Int { texts.count }

    /// Whether nothing has been forgotten.
    var isWhole: Bool { first == 0 && older.isEmpty }

    /// Takes in the names that come with a batch.
    package mutating func append(_ batch: EventBatch) {
        if let earlier = batch.earlierNames { self = earlier }
        texts += batch.names
    }

    /// nil for a number that has no text, or none any more.
    package subscript(name: NameID) -> String? {
        place(of: name).map { texts[$0] } ?? (name.number == 0 ? "" : older[name])
    }

    /// The place of a number among those with consecutive ones.
    func place(of name: NameID) -> Int? {
        let place = Int(UInt32(bitPattern: name.number &- first))
        return place < texts.count ? place : nil
    }

    /// Forgets the texts of before `name` but for those that are mentioned. O(what is kept).
    ///
    /// - Returns: how many of the consecutive ones have been forgotten.
    @discardableResult
    package mutating func forget(before name: NameID, except mentioned: [NameID] = []) -> Int {
        let count = place(of: name) ?? 0
        var kept: [NameID: String] = [:]
        for name in mentioned where name.number != 0 && (place(of: name) ?? -1) < count {
            kept[name] = self[name]
        }
        older = kept
        guard count > 0 else { return 0 }
        texts = Array(texts[count...])
        first = name.number
        return count
    }
}
