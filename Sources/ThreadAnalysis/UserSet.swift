import Algorithms
import BitCollections
import ThreadTrace

/// Some of a run's threads: their numbers while they are few of those up to the highest of them, and a bit for each of those from when
/// that takes less.
struct UserSet: Sendable {
    private enum Members {
        /// Ascending.
        case numbers([UInt32])
        case bits(BitSet)
    }

    private var members: Members

    /// - Parameter numbers: ascending, none twice.
    init(_ numbers: [UInt32]) { members = .numbers(numbers) }

    var count: Int {
        switch members {
        case .numbers(let numbers): numbers.count
        case .bits(let bits): bits.count
        }
    }

    func contains(_ number: UInt32) -> Bool {
        switch members {
        case .numbers(let numbers):
            let place = numbers.partitioningIndex { $0 >= number }
            return place < numbers.count && numbers[place] == number
        case .bits(let bits): return bits.contains(Int(number))
        }
    }

    /// O(1) for a thread that has been there or is the highest, mostly; O(members) for one between them.
    mutating func insert(_ number: UInt32) {
        guard !contains(number) else { return }
        // Taken out meanwhile, so that what is changed is not shared with the case.
        let before = members
        members = .numbers([])
        switch consume before {
        case .numbers(var numbers):
            numbers.insert(number, at: numbers.partitioningIndex { $0 >= number })
            let isDense = numbers.count * UInt32.bitWidth > Int(numbers.last ?? 0)
            members = isDense ? .bits(BitSet(numbers.lazy.map { Int($0) })) : .numbers(numbers)
        case .bits(var bits):
            bits.insert(Int(number))
            members = .bits(bits)
        }
    }
}
