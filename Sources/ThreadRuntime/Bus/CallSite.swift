import ThreadTrace

/// Where an operation was called: as the compiler gives it to default arguments, or as another program tells.
package struct CallSite: Sendable {
    private let path: Path
    let line: UInt32

    private enum Path {
        case fixed(StaticString)
        case text(String)
    }

    /// No place: of what the compiler tells no place of.
    package static let unknown = CallSite("" as StaticString, 0)

    init(_ file: StaticString, _ line: UInt) {
        path = .fixed(file)
        self.line = UInt32(clamping: line)
    }

    package init(_ file: String, _ line: UInt) {
        path = .text(file)
        self.line = UInt32(clamping: line)
    }

    var file: String {
        switch path {
        case .fixed(let file): file.description
        case .text(let file): file
        }
    }

    package var isUnknown: Bool { line == 0 }

    /// Where its file's name is stored, 0 for a name that is made.
    fileprivate var address: UInt {
        switch path {
        case .fixed(let file): file.hasPointerRepresentation ? UInt(bitPattern: file.utf8Start) : 0
        case .text: 0
        }
    }
}

extension CallSite: CustomStringConvertible {
    package var description: String { "\(file.split(separator: "/").last ?? ""):\(line)" }
}

/// The last few places that were asked for, by where the compiler stores their files' names: a place that is not found costs a lookup, a
/// wrong one is impossible.
final class RecentPlaces {
    private struct Place {
        var address: UInt = 0
        var line: UInt32 = 0
        var source = SourceID.unknown
    }

    private static let count = 256
    /// Made with the first place.
    private var places: UnsafeMutablePointer<Place>?

    deinit { places?.deallocate() }

    subscript(site: CallSite) -> SourceID? {
        get {
            guard let places else { return nil }
            let address = site.address
            let place = places[Self.slot(address, site.line)]
            return place.address == address && place.line == site.line && address != 0 ? place.source : nil
        }
        set {
            guard let source = newValue, site.address != 0 else { return }
            if places == nil {
                places = .allocate(capacity: Self.count)
                places?.initialize(repeating: Place(), count: Self.count)
            }
            places?[Self.slot(site.address, site.line)] = Place(
                address: site.address, line: site.line, source: source)
        }
    }

    private static func slot(_ address: UInt, _ line: UInt32) -> Int {
        Int(truncatingIfNeeded: address &>> 4 ^ UInt(line)) & (count - 1)
    }
}
