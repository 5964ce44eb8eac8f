import { defineConfig } from "vite"

export default defineConfig({
  base: "./",
  build: {
    outDir: "build",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/index.ts", formats: ["es"], fileName: () => "index.js" },
    rollupOptions: { output: { entryFileNames: "index-[hash].js" } },
  },
})
