import { createFileRoute } from '@tanstack/react-router'
import { CategoriesPage } from '#desk/features/categories/CategoriesPage'
import { categoriesQuery } from '#desk/features/categories/categories-query'

export const Route = createFileRoute('/_signed-in/settings/categories')({
  loader: ({ context }) => context.queryClient.ensureQueryData(categoriesQuery()),
  component: CategoriesPage,
})
