/// Threads and things have numbers in order of creation, which may differ from one execution to the next; here each has a number
/// by who made it, and as the how manieth of that one's, or by what whoever made it knows it by: the same in all executions.
struct Identities: ~Copyable {
    struct Birth: Hashable {
        let creator: Int32
        let ordinal: Int32

        /// Instead of a creator, of what is known by an identity of its own.
        static let nobody = Int32.min
    }

    /// All that were ever seen.
    private var known: [Birth: Int32] = [:]
    /// Of the execution at hand, in order of creation; of earlier ones beyond `count`.
    private var births = OwnedArray<Birth>()
    private var numbers = OwnedArray<Int32>()
    private(set) var count = 0
    /// By creator, -1 first: how many it has made.
    private var made = OwnedArray<Int32>()
    /// By number: the place in the execution at hand.
    private var places = OwnedArray<Int32>()

    /// How many numbers there are.
    var total: Int { known.count }

    /// Another execution begins.
    mutating func begin() {
        count = 0
        for index in made.indices { made[index] = 0 }
    }

    /// The next one in order of creation.
    ///
    /// - Parameter creator: the number of the thread that made it, -1 for none.
    /// - Returns: its number, and whether nobody had it before.
    mutating func add(by creator: Int) -> (number: Int, isNew: Bool) {
        while made.count <= creator + 1 { made.append(0) }
        let birth = Birth(creator: Int32(creator), ordinal: made[creator + 1])
        made[creator + 1] += 1
        return add(birth)
    }

    /// The next one in order of creation.
    ///
    /// - Parameter identity: what it is known by, from 1. Several of one execution may have the same: they count as one.
    mutating func add(knownBy identity: Int32) -> (number: Int, isNew: Bool) {
        add(Birth(creator: Birth.nobody, ordinal: identity))
    }

    private mutating func add(_ birth: Birth) -> (number: Int, isNew: Bool) {
        defer { count += 1 }
        if count < births.count, births[count] == birth {
            places[Int(numbers[count])] = Int32(count)
            return (Int(numbers[count]), false)
        }
        let number = known[birth] ?? Int32(known.count)
        let isNew = known.updateValue(number, forKey: birth) == nil
        if isNew { places.append(0) }
        places[Int(number)] = Int32(count)
        if count < births.count {
            births[count] = birth
            numbers[count] = number
        } else {
            births.append(birth)
            numbers.append(number)
        }
        return (Int(number), isNew)
    }

    /// By place in order of creation.
    subscript(place: Int) -> Int { Int(numbers[place]) }

    /// Where in order of creation the execution at hand has it.
    func place(of number: Int) -> Int { Int(places[number]) }
}
