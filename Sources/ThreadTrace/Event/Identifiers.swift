/// A thread of one run: 1 is the main thread, numbers follow in order of creation. 0 stands for the runtime itself.
public struct ThreadID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: UInt32

    package init(_ number: UInt32) { self.number = number }

    /// Events that no scenario thread caused: definitions and the verdict.
    package static let runtime = ThreadID(0)

    public var description: String { "\(number)" }

    public static func < (left: ThreadID, right: ThreadID) -> Bool { left.number < right.number }
}

/// Something a thread can operate on: a lock, a queue, another thread to join. 0 stands for nothing.
package struct ResourceID: Hashable, Comparable, Sendable {
    package let number: UInt32

    package init(_ number: UInt32) { self.number = number }

    package static let none = ResourceID(0)

    package static func < (left: ResourceID, right: ResourceID) -> Bool { left.number < right.number }
}

/// An interned string: names of threads and resources, messages, values that are not small integers.
package struct NameID: Hashable, Sendable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }
}

/// An interned place in a source file. 0 stands for an unknown place.
package struct SourceID: Hashable, Sendable {
    package let number: UInt16

    package init(_ number: UInt16) { self.number = number }

    package static let unknown = SourceID(0)
}

/// A place in a source file as the compiler names it: `Module/File.swift` and a line counted from 1.
package struct SourceLocation: Hashable, Sendable {
    package let file: String
    package let line: UInt32

    package init(file: String, line: UInt32) {
        self.file = file
        self.line = line
    }
}
