/// What a column of a lane stands for.
package enum Axis: String, CaseIterable, Hashable, Sendable {
    case time
    case steps
}
