// Their members are inlined: every step compares them, in every module.

/// A thread of one run: 1 is the main thread, numbers follow in order of creation. 0 stands for the runtime itself.
public struct ThreadID: Hashable, Comparable, Sendable, CustomStringConvertible {
    @usableFromInline package let number: UInt32

    @inlinable package init(_ number: UInt32) { self.number = number }

    /// Events that no scenario thread caused: definitions and the verdict.
    @inlinable package static var runtime: ThreadID { ThreadID(0) }

    public var description: String { "\(number)" }

    @inlinable public static func == (left: ThreadID, right: ThreadID) -> Bool { left.number == right.number }

    @inlinable public static func < (left: ThreadID, right: ThreadID) -> Bool { left.number < right.number }
}

extension Collection<ThreadID> {
    /// One after the other in words, those of one thread in a row counted: `1x4 2 3x2`.
    package var runLengths: [String] {
        var words: [String] = []
        var rest = self[...]
        while let thread = rest.first {
            let count = rest.prefix { $0 == thread }.count
            words.append(count == 1 ? "\(thread)" : "\(thread)x\(count)")
            rest = rest.dropFirst(count)
        }
        return words
    }
}

/// Something a thread can operate on: a lock, a queue, another thread to join. 0 stands for nothing.
@usableFromInline
package struct ResourceID: Hashable, Comparable, Sendable {
    @usableFromInline package let number: UInt32

    @inlinable package init(_ number: UInt32) { self.number = number }

    @inlinable package static var none: ResourceID { ResourceID(0) }

    @inlinable package static func == (left: ResourceID, right: ResourceID) -> Bool {
        left.number == right.number
    }

    @inlinable package static func < (left: ResourceID, right: ResourceID) -> Bool {
        left.number < right.number
    }
}

/// An interned string: names of threads and resources, messages, values that are not small integers.
@usableFromInline
package struct NameID: Hashable, Sendable {
    @usableFromInline package let number: Int32

    @inlinable package init(_ number: Int32) { self.number = number }
}

/// An interned place in a source file. 0 stands for an unknown place.
@usableFromInline
package struct SourceID: Hashable, Sendable {
    @usableFromInline package let number: UInt16

    @inlinable package init(_ number: UInt16) { self.number = number }

    @inlinable package static var unknown: SourceID { SourceID(0) }
}

/// A place in a source file as the compiler names it: `Module/File.swift` and a line counted from 1. Where only the function is
/// known, it stands for the file, and the line is 0.
package struct SourceLocation: Hashable, Sendable {
    package let file: String
    package let line: UInt32

    package init(file: String, line: UInt32) {
        self.file = file
        self.line = line
    }

    /// The end of the path, and the line: `SynchronizedAccess.swift:21`. What has no line is no path.
    package var words: String {
        line == 0 ? file : "\(file.split(separator: "/").last ?? ""):\(line)"
    }
}
