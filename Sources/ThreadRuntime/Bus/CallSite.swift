import ThreadTrace

/// Where an operation was called, as the compiler gives it to default arguments.
struct CallSite: Sendable {
    private let path: Path
    let line: UInt32

    private enum Path {
        case fixed(StaticString)
        case text(String)
    }

    /// No place: of what the compiler tells no place of.
    static let unknown = CallSite("", 0)

    init(_ file: StaticString, _ line: UInt) {
        path = .fixed(file)
        self.line = UInt32(clamping: line)
    }

    init(_ file: String, _ line: UInt) {
        path = .text(file)
        self.line = UInt32(clamping: line)
    }

    var file: String {
        switch path {
        case .fixed(let file): file.description
        case .text(let file): file
        }
    }

    var slot: Int { Int(truncatingIfNeeded: address &>> 4 ^ UInt(line)) & 255 }

    /// Literals are compared by where they are stored: a false "no" costs a lookup, a false "yes" is impossible.
    func isSame(as other: CallSite) -> Bool {
        line == other.line && address != 0 && address == other.address
    }

    var isUnknown: Bool { line == 0 }

    private var address: UInt {
        switch path {
        case .fixed(let file): file.hasPointerRepresentation ? UInt(bitPattern: file.utf8Start) : 0
        case .text: 0
        }
    }
}
