// Threadlanes
