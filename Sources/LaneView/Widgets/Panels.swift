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
