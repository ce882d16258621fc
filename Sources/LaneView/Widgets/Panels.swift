/// Which panels the lane screen shows. What is left out leaves its room to the others.
package struct Panels: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let primitives = Panels(rawValue: 1 << 0)
    package static let code = Panels(rawValue: 1 << 1)
    package static let log = Panels(rawValue: 1 << 2)
    package static let lanes = Panels(rawValue: 1 << 3)
    package static let all: Panels = [.lanes, .primitives, .code, .log]
}

extension Panels {
    /// What each is called, in the order of their keys.
    private static let vocabulary: [(name: String, panel: Panels)] = [
        ("lanes", .lanes), ("primitives", .primitives), ("code", .code), ("log", .log),
    ]

    /// The names that there are.
    package static let allNames = vocabulary.map(\.name)

    package static func named(_ name: String) -> Panels? { vocabulary.first { $0.name == name }?.panel }

    package var names: [String] { Self.vocabulary.filter { contains($0.panel) }.map(\.name) }
}
