import LaneCanvas

/// The 256 colours of xterm: sixteen that are the user's to change, a 6×6×6 cube, and 24 greys.
enum XtermPalette {
    /// What the first sixteen usually are: ANSI's eight, then the same eight bright.
    static let ansi: [RGB] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map { RGB($0 as UInt32) }

    private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// The number of the nearer of the best cube colour and the best grey; never one of the first sixteen.
    static func index(nearest color: RGB) -> Int32 {
        let steps = [color.red, color.green, color.blue].map(cubeStep)
        let cube = RGB(red: cubeLevels[steps[0]], green: cubeLevels[steps[1]], blue: cubeLevels[steps[2]])

        let average = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
        let greyStep = min(max((average - 3) / 10, 0), 23)
        let level = UInt8(8 + 10 * greyStep)
        let grey = RGB(red: level, green: level, blue: level)

        if grey.distance(to: color) < cube.distance(to: color) { return Int32(232 + greyStep) }
        return Int32(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
    }

    /// The nearest level of the cube.
    private static func cubeStep(_ channel: UInt8) -> Int {
        channel < 48 ? 0 : channel < 115 ? 1 : (Int(channel) - 35) / 40
    }
}
