import Testing

@testable import Threadlanes

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("lock", "lock", 0), ("", "lock", 4), ("lock", "", 4),
        ("lock", "locks", 1), ("lock", "lok", 1), ("lock", "luck", 1), ("lock", "lokc", 1),
        ("kitten", "sitting", 3), ("lock", "kcol", 3), ("timer", "barrier", 5),
        // The restricted distance: what has been swapped is not edited again, or this would be 2.
        ("ca", "abc", 3),
        ("é", "e\u{301}", 0), ("🧵🔒", "🔒🧵", 1),
    ])
    func `insertions, deletions, replacements and swaps count one each`(
        source: String, target: String, distance: Int
    ) {
        #expect(editDistance(Array(source), Array(target)) == distance)
    }

    @Test func `on random words it is what the definition says`() {
        var generator = SystemRandomNumberGenerator()
        func word() -> [Character] {
            (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                "abc".randomElement(using: &generator) ?? "a"
            }
        }
        for _ in 0..<500 {
            let (one, other) = (word(), word())
            let distance = editDistance(one, other)
            #expect(distance == definition(one[...], other[...]), "\(one) \(other)")
            #expect(distance == editDistance(other, one), "\(one) \(other)")
            #expect((distance == 0) == (one == other), "\(one) \(other)")
        }
    }

    /// The recursive definition, by the last characters. Exponential.
    private func definition(_ source: ArraySlice<Character>, _ target: ArraySlice<Character>) -> Int {
        guard let last = source.last, let wanted = target.last else { return max(source.count, target.count) }
        let (shorter, nearer) = (source.dropLast(), target.dropLast())
        var best = min(
            definition(shorter, nearer) + (last == wanted ? 0 : 1),
            definition(shorter, target) + 1, definition(source, nearer) + 1)
        if last == nearer.last, shorter.last == wanted {
            best = min(best, definition(shorter.dropLast(), nearer.dropLast()) + 1)
        }
        return best
    }
}
